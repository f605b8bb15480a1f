namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>Sorts a run of one column's rows into bins.</summary>
internal static class ColumnBinner
{
    private const int Run = 512;

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
        Span<int> bins = stackalloc int[Run];
        for (int done = 0; done < values.Length; done += Run)
        {
            ReadOnlySpan<double> run = values.Slice(done, Math.Min(Run, values.Length - done));
            BinSearchKernel.Find(target.Mapper, run, bins);
            for (int i = 0; i < run.Length; i++)
            {
                target[start + done + i] = bins[i];
            }
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
