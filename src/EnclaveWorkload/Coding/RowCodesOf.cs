using System.Numerics;
using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.EnclaveWorkload.Coding;

/// <inheritdoc/>
internal sealed class RowCodes<T> : RowCodes
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly T[] _codes;

    internal RowCodes(ReadOnlySpan<int> codes, int count)
        : base(count)
    {
        _codes = new T[codes.Length];
        for (int row = 0; row < codes.Length; row++)
        {
            _codes[row] = T.CreateTruncating(unchecked(Math.Min((uint)codes[row], (uint)(count - 1))));
        }
    }

    internal RowCodes(T[] codes, int count)
        : base(count) => _codes = codes;

    internal override int Length => _codes.Length;

    internal override int this[int row] => int.CreateTruncating(_codes[row]);

    internal override RowCodes Take(ReadOnlySpan<int> rows)
    {
        T[] taken = new T[rows.Length];
        T[] codes = _codes;
        for (int i = 0; i < rows.Length; i++)
        {
            taken[i] = codes[rows[i]];
        }

        return new RowCodes<T>(taken, Count);
    }

    internal override void CopyTo(ReadOnlySpan<int> rows, Span<int> codes)
    {
        T[] own = _codes;
        for (int i = 0; i < rows.Length; i++)
        {
            codes[i] = int.CreateTruncating(own[rows[i]]);
        }
    }

    internal override void Map(ReadOnlySpan<int> ofCode, Span<int> rows)
    {
        T[] own = _codes;
        for (int row = 0; row < own.Length; row++)
        {
            rows[row] = ofCode[int.CreateTruncating(own[row])];
        }
    }

    internal override void Mark(int first, ReadOnlySpan<bool> ofCode, int bits, Span<int> rows)
    {
        ReadOnlySpan<T> own = _codes.AsSpan(first, rows.Length);
        for (int i = 0; i < own.Length; i++)
        {
            rows[i] |= ofCode[int.CreateTruncating(own[i])] ? bits : 0;
        }
    }

    internal override int[] Tally(ReadOnlySpan<int> rows)
    {
        int[] tally = new int[Count];
        T[] codes = _codes;
        foreach (int row in rows)
        {
            tally[int.CreateTruncating(codes[row])]++;
        }

        return tally;
    }

    internal override FeatureColumn ToNumeric(string name, ReadOnlySpan<double> numbers) => _codes switch
    {
        byte[] codes => FeatureColumn.Numeric(name, codes, numbers),
        ushort[] codes => FeatureColumn.Numeric(name, codes, numbers),
        _ => FeatureColumn.Numeric(name, (int[])(object)_codes, numbers),
    };

    internal override FeatureColumn ToCategorical(string name, ReadOnlySpan<int> categories) => _codes switch
    {
        byte[] codes => FeatureColumn.Categorical(name, codes, categories),
        ushort[] codes => FeatureColumn.Categorical(name, codes, categories),
        _ => FeatureColumn.Categorical(name, (int[])(object)_codes, categories),
    };
}
