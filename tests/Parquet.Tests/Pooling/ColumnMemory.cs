using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Parquet.Tests.Pooling;

/// <summary>Where the cells of columns lie, to be looked at after they were given back.</summary>
internal sealed unsafe class ColumnMemory
{
    private readonly List<(nint Start, int Bytes)> _places = [];

    public ColumnMemory(IEnumerable<Column> columns)
    {
        foreach (Column column in columns)
        {
            Note(column);
        }
    }

    /// <summary>Bytes that are not zero.</summary>
    public long NotZero
    {
        get
        {
            long found = 0;
            foreach ((nint start, int bytes) in _places)
            {
                found += bytes - new ReadOnlySpan<byte>((void*)start, bytes).Count((byte)0);
            }

            return found;
        }
    }

    private void Note(Column column)
    {
        if (column.Validity is { } validity)
        {
            Note(validity.Words);
        }

        switch (column)
        {
            case PrimitiveColumn<bool> values:
                Note(values.Values);
                break;
            case PrimitiveColumn<int> values:
                Note(values.Values);
                break;
            case PrimitiveColumn<long> values:
                Note(values.Values);
                break;
            case PrimitiveColumn<float> values:
                Note(values.Values);
                break;
            case PrimitiveColumn<double> values:
                Note(values.Values);
                break;
            case DecimalColumn values:
                Note(values.Values);
                break;
            case StringColumn texts:
                Note(texts.Codes);
                for (int code = 0; code < texts.Dictionary.Count; code++)
                {
                    Note(texts.Dictionary.Utf8(code));
                }

                break;
            case BinaryColumn strings:
                for (int row = 0; row < strings.RowCount; row++)
                {
                    Note(strings[row]);
                }

                break;
            case ListColumn lists:
                Note(lists.Elements);
                break;
        }
    }

    private void Note<T>(ReadOnlySpan<T> cells)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(cells);
        fixed (byte* start = bytes)
        {
            _places.Add(((nint)start, bytes.Length));
        }
    }
}
