namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;

/// <summary>Moments, in microseconds since 1970-01-01T00:00:00Z.</summary>
internal sealed class TimestampCells(string name, TimestampFormat format) : PrimitiveCells<long>(name, Parquet.ColumnType.Timestamp)
{
    /// <inheritdoc/>
    protected override BadRowReason ReadPresent(ReadOnlySpan<byte> utf8)
    {
        bool isMoment = Moment.TryParse(Trim(utf8), format, out long microseconds);
        Value = microseconds;
        return isMoment ? BadRowReason.None : BadRowReason.NotATimestamp;
    }
}
