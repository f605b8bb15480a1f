namespace EnclaveCleanRoom.Parquet.Filtering;

/// <summary>Texts out of a few.</summary>
internal sealed class TextFilter(string column, byte[][] texts) : RowFilter(column)
{
    internal override bool Fits(ColumnType type) => type == ColumnType.String;

    internal override bool MayHold(FileColumn column, byte[]? minimumBound, byte[]? maximumBound) => texts.Any(text =>
        (minimumBound is null || text.AsSpan().SequenceCompareTo(minimumBound) >= 0)
        && (maximumBound is null || text.AsSpan().SequenceCompareTo(maximumBound) <= 0));

    internal override bool Holds(Column column, int row)
    {
        StringColumn strings = (StringColumn)column;
        ReadOnlySpan<byte> value = strings.Dictionary.Utf8(strings.Codes[row]);
        foreach (byte[] text in texts)
        {
            if (value.SequenceEqual(text))
            {
                return true;
            }
        }

        return false;
    }
}
