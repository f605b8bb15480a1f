namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;

/// <summary>Days of the calendar.</summary>
internal sealed class DateCells(string name, TimestampFormat format) : PrimitiveCells<int>(name, Parquet.ColumnType.Date)
{
    private const long MicrosecondsPerDay = 86_400_000_000;

    /// <inheritdoc/>
    protected override BadRowReason ReadPresent(ReadOnlySpan<byte> utf8)
    {
        bool isMoment = Moment.TryParse(Trim(utf8), format, out long microseconds);
        Value = (int)(microseconds / MicrosecondsPerDay) - (microseconds % MicrosecondsPerDay < 0 ? 1 : 0);

        // A time of day in a date column would be dropped in silence.
        return isMoment && microseconds % MicrosecondsPerDay == 0 ? BadRowReason.None : BadRowReason.NotADate;
    }
}
