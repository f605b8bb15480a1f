namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>Sorts a run of one column's rows into bins.</summary>
internal static unsafe class ColumnBinner
{
    public static void Fill(BinnedColumn target, FeatureColumn source, int start, int count)
    {
        if (source.IsCategorical)
        {
            FillCategorical(target, source.Codes.Span.Slice(start, count), start);
        }
        else
        {
            FillNumeric(target, source.Numbers.Span.Slice(start, count), start);
        }

        GC.KeepAlive(target);
    }

    private static void FillNumeric(BinnedColumn target, ReadOnlySpan<double> values, int start)
    {
        for (int i = 0; i < values.Length; i++)
        {
            target[start + i] = target.Mapper.BinOf(values[i]);
        }
    }

    private static void FillCategorical(BinnedColumn target, ReadOnlySpan<int> codes, int start)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            target[start + i] = target.Mapper.BinOfCategory(codes[i]);
        }
    }
}
