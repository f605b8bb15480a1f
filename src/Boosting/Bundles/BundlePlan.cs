using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Objectives;

namespace EnclaveCleanRoom.Boosting.Bundles;

/// <summary>
/// Decides on a sample of rows which columns share a bundle. Columns of many bins come first; each joins the bundle whose
/// codes it multiplies least, of several alike the fullest.
/// </summary>
internal static class BundlePlan
{
    /// <summary>The largest number of pairs of codes and bins that is looked at.</summary>
    public const int MostPairs = 1 << 18;

    private const int SampledRows = 1 << 14;
    private const double GrowthStep = 1.1;

    /// <param name="columns">All columns.</param>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="mostCodes">How many codes a bundle of several columns may have on the sample.</param>
    /// <returns>The columns of each bundle, in the order in which they join.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Make(IReadOnlyList<BinnedColumn> columns, int rowCount, int mostCodes)
    {
        int[] rows = Spread(rowCount);
        bool[] seen = new bool[MostPairs];
        List<BundleSample> bundles = [];
        foreach (int column in Enumerable.Range(0, columns.Count).OrderByDescending(column => columns[column].Mapper.BinCount))
        {
            int bins = columns[column].Mapper.BinCount;
            ushort[] sampledBins = [.. rows.Select(row => (ushort)columns[column][row])];
            BundleSample? best = Best(bundles, bins, sampledBins, mostCodes, seen);
            if (best is not null)
            {
                best.Join(column, bins, sampledBins);
            }
            else
            {
                bundles.Add(new BundleSample(column, bins, sampledBins));
            }
        }

        return [.. bundles.Select(bundle => bundle.Columns)];
    }

    private static BundleSample? Best(List<BundleSample> bundles, int bins, ushort[] sampledBins, int mostCodes, bool[] seen)
    {
        BundleSample? best = null;
        (int Growth, int Codes) bestRank = default;
        foreach (BundleSample bundle in bundles.Where(bundle => (long)bundle.Codes * bins <= MostPairs))
        {
            // A column that follows from those of a bundle adds no codes, and so may join however many there are.
            int most = Math.Max(mostCodes, bundle.Codes);
            int codes = bundle.CodesWith(bins, sampledBins, most, seen);
            (int Growth, int Codes) rank = ((int)(PortableLog.Log(Math.Max(1.0, (double)codes / bundle.Codes)) / PortableLog.Log(GrowthStep)), -codes);
            if (codes <= most && (best is null || rank.CompareTo(bestRank) < 0))
            {
                best = bundle;
                bestRank = rank;
            }
        }

        return best;
    }

    private static int[] Spread(int rowCount)
    {
        int count = Math.Min(rowCount, SampledRows);
        int[] rows = new int[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = (int)((long)i * rowCount / count);
        }

        return rows;
    }
}
