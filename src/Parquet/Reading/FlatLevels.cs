namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>The levels of a column with one value a row: whether it is present, where it may be absent.</summary>
internal sealed class FlatLevels(ValidityBuilder? validity) : PageLevels
{
    private long _rows;

    public override bool HasRepetition => false;

    public override bool HasDefinition => validity is not null;

    public override long Rows => _rows;

    public override void BeginChunk()
    {
    }

    /// <remarks>The bits are the sink's.</remarks>
    public override void Dispose()
    {
    }

    public override ParquetFailureReason TryAppend(
        ReadOnlySpan<byte> repetition, ReadOnlySpan<byte> definition, int count, out int slots, out int present)
    {
        slots = count;
        present = count;
        _rows += count;
        return validity?.TryAppend(definition, count, out present) ?? ParquetFailureReason.None;
    }
}
