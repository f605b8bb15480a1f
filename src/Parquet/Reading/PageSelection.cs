using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>The pages of a chunk that hold some rows of a row group.</summary>
/// <param name="Pages">Ordinal, offset, first row and number of rows of each page, in order.</param>
internal sealed record PageSelection(IReadOnlyList<(int Ordinal, long Offset, int FirstRow, int Rows)> Pages)
{
    /// <summary>The pages that hold a row of <paramref name="ranges"/>.</summary>
    public static PageSelection Of(IReadOnlyList<PageLocation> pages, long rowCount, IReadOnlyList<Range> ranges)
    {
        List<(int, long, int, int)> chosen = [];
        for (int i = 0; i < pages.Count; i++)
        {
            int first = (int)pages[i].FirstRow;
            int end = (int)(i + 1 < pages.Count ? pages[i + 1].FirstRow : rowCount);
            if (ranges.Any(range => range.Start.Value < end && range.End.Value > first))
            {
                chosen.Add((i, pages[i].Offset, first, end - first));
            }
        }

        return new PageSelection(chosen);
    }

    /// <summary>For each row of <paramref name="ranges"/> its place among the rows of the pages.</summary>
    public int[] PlacesOf(IReadOnlyList<Range> ranges)
    {
        List<int> places = [];
        int before = 0;
        foreach ((_, _, int firstRow, int rows) in Pages)
        {
            foreach (Range range in ranges)
            {
                for (int row = Math.Max(range.Start.Value, firstRow); row < Math.Min(range.End.Value, firstRow + rows); row++)
                {
                    places.Add(before + row - firstRow);
                }
            }

            before += rows;
        }

        return [.. places];
    }
}
