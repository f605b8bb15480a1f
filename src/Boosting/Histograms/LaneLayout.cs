using EnclaveCleanRoom.Boosting.Bundles;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>
/// Where each bundle's codes lie while a histogram is built, and in which lane of a row its code is. Wide lanes come first: 16 bits
/// that hold the entry of the code itself, counted from the start of the lane's page, so that a kernel adds no distances; a page ends
/// before that overflows. Narrow lanes follow: a byte, the code; their entries lie at equal distances, which a kernel knows.
/// </summary>
internal sealed class LaneLayout
{
    /// <summary>
    /// Entries from one narrow lane to the next. Not a power of two: a cache keeps but few lines whose addresses agree in their lower bits, and
    /// the first bins of most columns are the fullest.
    /// </summary>
    public const int NarrowEntries = NarrowCodes + EntriesALine;

    private const int NarrowCodes = 1 << 8;
    private const int EntriesAPage = 1 << 16;
    private const int EntriesALine = 8;

    private readonly int[] _firstEntry;

    public LaneLayout(IReadOnlyList<ColumnBundle> bundles)
    {
        Bundles = [.. bundles.Where(bundle => !IsNarrow(bundle)), .. bundles.Where(IsNarrow)];
        WideLanes = bundles.Count(bundle => !IsNarrow(bundle));
        _firstEntry = new int[bundles.Count];
        List<LanePage> pages = [];
        int pageEntry = 0;
        int pageLane = 0;
        int entry = 0;
        for (int lane = 0; lane < WideLanes; lane++)
        {
            int codes = Bundles[lane].CodeCount;
            if (entry + codes - pageEntry > EntriesAPage)
            {
                pages.Add(new LanePage(pageLane, lane, pageEntry));
                pageLane = lane;
                pageEntry = entry;
            }

            _firstEntry[lane] = entry;
            entry += codes;
        }

        pages.Add(new LanePage(pageLane, WideLanes, pageEntry));
        Pages = pages;
        FirstNarrowEntry = (entry + EntriesALine - 1) / EntriesALine * EntriesALine;
        for (int lane = WideLanes; lane < Bundles.Count; lane++)
        {
            _firstEntry[lane] = FirstNarrowEntry + ((lane - WideLanes) * NarrowEntries);
        }

        Entries = FirstNarrowEntry + (NarrowLanes * NarrowEntries);
    }

    /// <summary>The bundle of each lane.</summary>
    public IReadOnlyList<ColumnBundle> Bundles { get; }

    /// <summary>The number of wide lanes, which come first.</summary>
    public int WideLanes { get; }

    /// <summary>The number of narrow lanes.</summary>
    public int NarrowLanes => Bundles.Count - WideLanes;

    /// <summary>The bytes of a row's lanes.</summary>
    public int RowBytes => (2 * WideLanes) + NarrowLanes;

    /// <summary>The pages of the wide lanes, in order; at least one.</summary>
    public IReadOnlyList<LanePage> Pages { get; }

    /// <summary>The first entry of the first narrow lane.</summary>
    public int FirstNarrowEntry { get; }

    /// <summary>The number of entries of all lanes together.</summary>
    public int Entries { get; }

    /// <summary>The entry of a lane's first code.</summary>
    public int FirstEntryOf(int lane) => _firstEntry[lane];

    private static bool IsNarrow(ColumnBundle bundle) => bundle.CodeCount <= NarrowCodes;
}
