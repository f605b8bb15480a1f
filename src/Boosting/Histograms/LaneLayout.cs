using EnclaveCleanRoom.Boosting.Bundles;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>
/// Where each bundle's codes lie while a histogram is built, and in which lane of a row its code is. A lane holds the entry of
/// the code itself, 16 bits from the start of its page, so that a kernel adds no distances; a page ends before that overflows.
/// </summary>
internal sealed class LaneLayout
{
    private const int EntriesAPage = 1 << 16;
    private const int EntriesALine = 8;

    private readonly int[] _firstEntry;

    public LaneLayout(IReadOnlyList<ColumnBundle> bundles)
    {
        Bundles = bundles;
        _firstEntry = new int[bundles.Count];
        List<LanePage> pages = [];
        int pageEntry = 0;
        int pageLane = 0;
        int entry = 0;
        for (int lane = 0; lane < bundles.Count; lane++)
        {
            if (entry + bundles[lane].CodeCount - pageEntry > EntriesAPage)
            {
                pages.Add(new LanePage(pageLane, lane, pageEntry));
                pageLane = lane;
                pageEntry = entry;
            }

            _firstEntry[lane] = entry;
            entry += bundles[lane].CodeCount;
        }

        if (bundles.Count > 0)
        {
            pages.Add(new LanePage(pageLane, bundles.Count, pageEntry));
        }

        Pages = pages;

        // Whole cache lines, so that clearing and adding need no tail.
        Entries = (entry + EntriesALine - 1) / EntriesALine * EntriesALine;
    }

    /// <summary>The bundle of each lane.</summary>
    public IReadOnlyList<ColumnBundle> Bundles { get; }

    /// <summary>The pages, in the order of their lanes.</summary>
    public IReadOnlyList<LanePage> Pages { get; }

    /// <summary>The number of entries of all lanes together.</summary>
    public int Entries { get; }

    /// <summary>The entry of a lane's first code.</summary>
    public int FirstEntryOf(int lane) => _firstEntry[lane];
}
