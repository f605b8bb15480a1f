using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>Fills a column of numbers, truth values, days or moments.</summary>
internal sealed class ValueFill<T, TCell>(string name, int column, Func<T[], Bitmap?, Column> build) : ColumnFill(name, column)
    where T : unmanaged
    where TCell : ICellValue<T>
{
    private T[] _values = [];
    private bool[] _present = [];
    private int _nulls;

    public override bool IsSequential => false;

    public override void Begin(int rows)
    {
        _nulls = 0;
        if (_values.Length != rows)
        {
            _values = GC.AllocateUninitializedArray<T>(rows);
            _present = GC.AllocateUninitializedArray<bool>(rows);
        }
    }

    public override bool TryFill(BlockPart part, byte quote)
    {
        CsvBlock block = part.Block;
        ReadOnlySpan<int> ends = block.Ends;
        Span<T> values = _values.AsSpan(part.FirstRow, part.Count);
        Span<bool> present = _present.AsSpan(part.FirstRow, part.Count);
        byte[] room = [];
        int field = (part.FirstRecord * block.Columns) + Column;
        int nulls = 0;
        for (int i = 0; i < values.Length; i++, field += block.Columns)
        {
            int start = field == 0 ? 0 : ends[field - 1] + 1;
            ReadOnlySpan<byte> text = block.Bytes.AsSpan(start, ends[field] - start);
            if (text.IsEmpty || text[0] == quote || text[^1] == '\r')
            {
                bool isQuoted = block.Field(field, quote, ref room, out text);
                if (text.IsEmpty)
                {
                    // An empty text is something, and only a column of texts can say so.
                    if (isQuoted)
                    {
                        return false;
                    }

                    present[i] = false;
                    values[i] = default;
                    nulls++;
                    continue;
                }
            }

            present[i] = true;
            if (!TCell.TryParse(text, out values[i]))
            {
                return false;
            }
        }

        Interlocked.Add(ref _nulls, nulls);
        return true;
    }

    public override Column Build() => build(_values, _nulls == 0 ? null : new Bitmap(_present));
}
