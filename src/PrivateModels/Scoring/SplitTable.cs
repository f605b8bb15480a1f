namespace EnclaveCleanRoom.PrivateModels.Scoring;

/// <summary>A split, laid out for asking. A row goes left (0) or right (1); what is missing goes right.</summary>
internal sealed class SplitTable
{
    private readonly double _threshold;
    private readonly byte[] _sides;
    private readonly bool _isCategorical;

    internal SplitTable(FeatureSplit split, PrivateFeature feature)
    {
        (Feature, _threshold, _isCategorical) = (split.Feature, split.Threshold, feature.IsCategorical);
        _sides = new byte[feature.Categories];
        Array.Fill(_sides, (byte)1);
        foreach (int code in split.Codes)
        {
            _sides[code] = 0;
        }
    }

    internal int Feature { get; }

    /// <summary>Truncated toward zero where it is a code, as the model file has it; NaN fails the comparisons.</summary>
    internal int Side(double value)
    {
        if (!_isCategorical)
        {
            return value <= _threshold ? 0 : 1;
        }

        return value > -1 && value < _sides.Length ? _sides[(int)value] : 1;
    }

    /// <summary>Sets one bit of each leaf's number, for a run of rows of the split's column.</summary>
    internal void Mark(PrivateColumn column, int start, int bit, Span<byte> leaves)
    {
        if (_isCategorical)
        {
            ReadOnlySpan<int> codes = column.Codes.Span.Slice(start, leaves.Length);
            for (int i = 0; i < leaves.Length; i++)
            {
                int side = codes[i] >= 0 && codes[i] < _sides.Length ? _sides[codes[i]] : 1;
                leaves[i] |= (byte)(side << bit);
            }

            return;
        }

        ReadOnlySpan<double> numbers = column.Numbers.Span.Slice(start, leaves.Length);
        for (int i = 0; i < leaves.Length; i++)
        {
            leaves[i] |= (byte)((numbers[i] <= _threshold ? 0 : 1) << bit);
        }
    }
}
