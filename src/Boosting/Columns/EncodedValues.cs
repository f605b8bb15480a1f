namespace EnclaveCleanRoom.Boosting.Columns;

/// <summary>Rows as positions in a dictionary of values, of 8 or of 16 bits.</summary>
internal sealed class EncodedValues
{
    private readonly ReadOnlyMemory<byte> _narrow;
    private readonly ReadOnlyMemory<ushort> _wide;

    /// <exception cref="ArgumentException">A position lies outside the dictionary.</exception>
    public EncodedValues(ReadOnlyMemory<byte> narrow, ReadOnlyMemory<ushort> wide, double[] dictionary)
    {
        _narrow = narrow;
        _wide = wide;
        Dictionary = dictionary;
        if (narrow.Span.ContainsAnyExceptInRange((byte)0, (byte)Math.Clamp(dictionary.Length - 1, 0, byte.MaxValue))
            || wide.Span.ContainsAnyExceptInRange((ushort)0, (ushort)Math.Clamp(dictionary.Length - 1, 0, ushort.MaxValue))
            || (dictionary.Length == 0 && Length > 0))
        {
            throw new ArgumentException("A position lies outside the dictionary.", nameof(dictionary));
        }
    }

    /// <summary>The value of each position; NaN is missing.</summary>
    public double[] Dictionary { get; }

    public int Length => _narrow.Length + _wide.Length;

    public int PositionAt(int row) => _wide.IsEmpty ? _narrow.Span[row] : _wide.Span[row];

    /// <summary>How many of the given rows, or of all when there are none given, have each position.</summary>
    public int[] Count(int[]? rows)
    {
        int[] counts = new int[Dictionary.Length];
        if (rows is null)
        {
            for (int row = 0; row < Length; row++)
            {
                counts[PositionAt(row)]++;
            }

            return counts;
        }

        foreach (int row in rows)
        {
            counts[PositionAt(row)]++;
        }

        return counts;
    }

    /// <summary>Looks up something of each position for a run of rows.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="table">One item a position.</param>
    /// <param name="items">Receives one item a row.</param>
    public void Translate<T>(int start, ReadOnlySpan<T> table, Span<T> items)
    {
        unchecked
        {
            if (_wide.IsEmpty)
            {
                ReadOnlySpan<byte> narrow = _narrow.Span.Slice(start, items.Length);
                for (int i = 0; i < items.Length; i++)
                {
                    items[i] = table[narrow[i]];
                }

                return;
            }

            ReadOnlySpan<ushort> wide = _wide.Span.Slice(start, items.Length);
            for (int i = 0; i < items.Length; i++)
            {
                items[i] = table[wide[i]];
            }
        }
    }
}
