using System.Numerics;

namespace EnclaveCleanRoom.Boosting.Columns;

/// <summary>Rows as positions in a dictionary of values, of 8, 16 or 32 bits.</summary>
internal sealed class EncodedValues
{
    private readonly ReadOnlyMemory<byte> _narrow;
    private readonly ReadOnlyMemory<ushort> _wide;
    private readonly ReadOnlyMemory<int> _widest;

    /// <exception cref="ArgumentException">A position lies outside the dictionary.</exception>
    public EncodedValues(ReadOnlyMemory<byte> narrow, ReadOnlyMemory<ushort> wide, ReadOnlyMemory<int> widest, double[] dictionary)
    {
        _narrow = narrow;
        _wide = wide;
        _widest = widest;
        Dictionary = dictionary;
        if (narrow.Span.ContainsAnyExceptInRange((byte)0, (byte)Math.Clamp(dictionary.Length - 1, 0, byte.MaxValue))
            || wide.Span.ContainsAnyExceptInRange((ushort)0, (ushort)Math.Clamp(dictionary.Length - 1, 0, ushort.MaxValue))
            || widest.Span.ContainsAnyExceptInRange(0, Math.Max(dictionary.Length - 1, 0))
            || (dictionary.Length == 0 && Length > 0))
        {
            throw new ArgumentException("A position lies outside the dictionary.", nameof(dictionary));
        }
    }

    /// <summary>The value of each position; NaN is missing.</summary>
    public double[] Dictionary { get; }

    public int Length => _narrow.Length + _wide.Length + _widest.Length;

    public int PositionAt(int row) => !_narrow.IsEmpty ? _narrow.Span[row] : !_wide.IsEmpty ? _wide.Span[row] : _widest.Span[row];

    /// <summary>How many of the given rows, or of all when there are none given, have each position.</summary>
    public int[] Count(int[]? rows)
    {
        int[] counts = new int[Dictionary.Length];
        if (!_narrow.IsEmpty)
        {
            Count(_narrow.Span, rows, counts);
        }
        else if (!_wide.IsEmpty)
        {
            Count(_wide.Span, rows, counts);
        }
        else
        {
            Count(_widest.Span, rows, counts);
        }

        return counts;
    }

    /// <summary>Looks up something of each position for a run of rows.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="table">One item a position.</param>
    /// <param name="items">Receives one item a row.</param>
    public void Translate<T>(int start, ReadOnlySpan<T> table, Span<T> items)
    {
        if (!_narrow.IsEmpty)
        {
            Translate(_narrow.Span.Slice(start, items.Length), table, items);
        }
        else if (!_wide.IsEmpty)
        {
            Translate(_wide.Span.Slice(start, items.Length), table, items);
        }
        else
        {
            Translate(_widest.Span.Slice(start, items.Length), table, items);
        }
    }

    private static void Count<TPosition>(ReadOnlySpan<TPosition> positions, int[]? rows, int[] counts)
        where TPosition : unmanaged, IBinaryInteger<TPosition>
    {
        unchecked
        {
            if (rows is null)
            {
                foreach (TPosition position in positions)
                {
                    counts[int.CreateTruncating(position)]++;
                }

                return;
            }

            foreach (int row in rows)
            {
                counts[int.CreateTruncating(positions[row])]++;
            }
        }
    }

    private static void Translate<TPosition, TItem>(ReadOnlySpan<TPosition> positions, ReadOnlySpan<TItem> table, Span<TItem> items)
        where TPosition : unmanaged, IBinaryInteger<TPosition>
    {
        unchecked
        {
            for (int i = 0; i < items.Length; i++)
            {
                items[i] = table[int.CreateTruncating(positions[i])];
            }
        }
    }
}
