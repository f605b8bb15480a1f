namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Bounding;

/// <summary>The exact figures of two queries over <see cref="TwoTables"/>, as a workload would compute them before noise.</summary>
internal static class Figures
{
    /// <summary>Clicks and non-clicks by segment and ad over the inner join.</summary>
    public static long[] InnerJoin(TwoTables tables, Func<int[], int[], IEnumerable<int>> bound)
    {
        List<(int Person, int Group, bool Clicked)> rows = [];
        foreach ((int person, int ad, bool clicked) in tables.Advertiser)
        {
            foreach ((int other, int segment) in tables.Publisher)
            {
                if (person == other)
                {
                    rows.Add((person, (segment * TwoTables.Ads) + ad, clicked));
                }
            }
        }

        return Count(rows, TwoTables.Segments * TwoTables.Ads, bound);
    }

    /// <summary>Clicks and non-clicks by segment over all the advertiser's rows; a person whom the publisher does not know is in segment "unknown".</summary>
    public static long[] LeftJoin(TwoTables tables, Func<int[], int[], IEnumerable<int>> bound)
    {
        Dictionary<int, int> segments = tables.Publisher.GroupBy(row => row.Person).ToDictionary(rows => rows.Key, rows => rows.Min(row => row.Segment));
        List<(int Person, int Group, bool Clicked)> rows =
            [.. tables.Advertiser.Select(row => (row.Person, segments.GetValueOrDefault(row.Person, TwoTables.Segments), row.Clicked))];
        return Count(rows, TwoTables.Segments + 1, bound);
    }

    private static long[] Count(List<(int Person, int Group, bool Clicked)> rows, int groups, Func<int[], int[], IEnumerable<int>> bound)
    {
        long[] counts = new long[groups * 2];
        foreach (int row in bound([.. rows.Select(row => row.Person)], [.. rows.Select(row => row.Group)]))
        {
            counts[(rows[row].Group * 2) + (rows[row].Clicked ? 0 : 1)]++;
        }

        return counts;
    }
}
