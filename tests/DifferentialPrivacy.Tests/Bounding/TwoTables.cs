namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Bounding;

/// <summary>
/// Two small tables that share people: the publisher's rows say which segment a person is in, the advertiser's rows which ad a person saw and
/// whether it was clicked.
/// </summary>
internal sealed record TwoTables(
    IReadOnlyList<(int Person, int Segment)> Publisher, IReadOnlyList<(int Person, int Ad, bool Clicked)> Advertiser)
{
    public const int Segments = 3;
    public const int Ads = 4;
    public const int People = 9;

    public static TwoTables Random(SeededNumbers numbers)
    {
        int rows = (int)numbers.Next(25) + 1;
        return new TwoTables(
            [.. Enumerable.Range(0, rows).Select(_ => ((int)numbers.Next(People), (int)numbers.Next(Segments)))],
            [.. Enumerable.Range(0, 2 * rows).Select(_ => ((int)numbers.Next(People), (int)numbers.Next(Ads), numbers.Next(3) == 0))]);
    }

    /// <summary>The tables without a person, in each non-empty subset of them.</summary>
    public IEnumerable<TwoTables> Without(int person)
    {
        (int Person, int Segment)[] publisher = [.. Publisher.Where(row => row.Person != person)];
        (int Person, int Ad, bool Clicked)[] advertiser = [.. Advertiser.Where(row => row.Person != person)];
        yield return new TwoTables(publisher, Advertiser);
        yield return new TwoTables(Publisher, advertiser);
        yield return new TwoTables(publisher, advertiser);
    }
}
