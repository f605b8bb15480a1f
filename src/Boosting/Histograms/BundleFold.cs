using System.Runtime.CompilerServices;
using EnclaveCleanRoom.Boosting.Bundles;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>Takes a histogram of codes apart into those of the columns, last column first: what remains are the codes before it.</summary>
internal static class BundleFold
{
    /// <param name="bundle">The columns.</param>
    /// <param name="codes">The sum of each code; overwritten.</param>
    /// <param name="layout">Where the columns' bins lie.</param>
    /// <param name="histogram">The bins of the bundle's columns are overwritten with their sums.</param>
    public static void Fold(ColumnBundle bundle, Span<long> codes, HistogramLayout layout, Span<long> histogram)
    {
        for (int i = bundle.Steps.Count - 1; i >= 0; i--)
        {
            BundleStep step = bundle.Steps[i];
            TakeOff(step, codes, histogram.Slice(layout.OffsetOf(step.Column), step.Bins));
        }

        codes[..bundle.FirstBins].CopyTo(histogram.Slice(layout.OffsetOf(bundle.FirstColumn), bundle.FirstBins));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TakeOff(BundleStep step, Span<long> codes, Span<long> bins)
    {
        bins.Clear();
        unchecked
        {
            int[] firstCode = step.FirstCode;
            ushort[] binOfCode = step.BinOfCode;
            int code = 0;
            for (int before = 0; before + 1 < firstCode.Length; before++)
            {
                long sum = 0;
                for (int end = firstCode[before + 1]; code < end; code++)
                {
                    long value = codes[code];
                    bins[binOfCode[code]] += value;
                    sum += value;
                }

                // Never ahead of what is still to be read: each code so far has at least one.
                codes[before] = sum;
            }
        }
    }
}
