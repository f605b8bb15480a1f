using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Segments;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Segments;

public sealed class SegmentsTests
{
    private static readonly Agreement s_agreement = Sample.Agreement();

    private static readonly Dictionary<string, SegmentsQuery> s_queries = new()
    {
        ["public, of both tables"] = Sample.AskSegments(Sample.Column(Sample.Feeds, "section"), Sample.Column(Sample.Ads, "slot")),
        ["public, the partner's"] = Sample.AskSegments(Sample.Column(Sample.Feeds, "section")),
        ["discovered, of both tables"] = Sample.AskSegments(Sample.Column(Sample.Feeds, "city"), Sample.Column(Sample.Ads, "campaign")),
        ["discovered beside public"] = Sample.AskSegments(Sample.Column(Sample.Ads, "campaign"), Sample.Column(Sample.Ads, "slot")),
    };

    public static TheoryData<string> Queries => [.. s_queries.Keys];

    [Theory]
    [MemberData(nameof(Queries))]
    public void Removing_anybody_from_any_subset_of_the_tables_stays_within_the_declared_norms(string name)
    {
        List<Change> rows = [];
        List<Change> people = [];
        Sensitivity declared = default;
        for (ulong seed = 1; seed <= 12; seed++)
        {
            TwoTables tables = TwoTables.Random(seed, people: 8, feeds: 30, ads: 50);
            foreach (string person in tables.People)
            {
                TwoTables last = tables.WithLast(person);
                Exact with = ExactOf(s_queries[name], last);
                declared = with.Declared;
                foreach (TwoTables smaller in last.Without(person))
                {
                    Exact without = ExactOf(s_queries[name], smaller);
                    string[] groups = [.. with.Rows.Keys.Union(without.Rows.Keys)];
                    rows.Add(Change.Between(
                        [.. groups.SelectMany(group => with.Rows.GetValueOrDefault(group, [0, 0]))],
                        [.. groups.SelectMany(group => without.Rows.GetValueOrDefault(group, [0, 0]))]));
                    people.Add(Change.Between(
                        [.. groups.Select(group => with.People.GetValueOrDefault(group))],
                        [.. groups.Select(group => without.People.GetValueOrDefault(group))]));
                }
            }
        }

        Assert.All(rows, change => Assert.True(change.IsWithin(declared), change.ToString()));
        Assert.All(people, change => Assert.True(change.L0 <= Sample.Segments.GroupsPerPerson && change.LInfinity <= 1, change.ToString()));

        // The bounds are reached, so that this test would notice if they were not enforced. A partner's value is one a person.
        long reachable = name == "public, the partner's" ? Sample.Segments.RowsPerPersonAndGroup : declared.L1;
        Assert.Equal((reachable, declared.LInfinity), (rows.Max(change => change.L1), rows.Max(change => change.LInfinity)));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Where_no_bound_binds_the_order_of_rows_changes_nothing(string name)
    {
        Agreement wide = Sample.Agreement(Sample.Segments with { GroupsPerPerson = 100, RowsPerPersonAndGroup = 100 });
        TwoTables tables = TwoTables.Random(9, people: 20, feeds: 60, ads: 120);
        Exact once = ExactOf(s_queries[name], tables, wide);
        Exact again = ExactOf(s_queries[name], tables.Shuffled(10), wide);
        Assert.Equal(once.Rows.OrderBy(pair => pair.Key, StringComparer.Ordinal), again.Rows.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.True(once.Rows.Values.Sum(counts => counts[0] + counts[1]) > 20);
    }

    [Fact]
    public void Public_groups_are_all_there_even_without_a_row()
    {
        SegmentsAnswer answer = Run.Answer<SegmentsAnswer>(s_agreement, s_queries["public, of both tables"], TwoTables.Empty);
        Assert.Equal(
            ["culture side", "culture top", "news side", "news top", "sport side", "sport top"],
            answer.Groups.Select(group => string.Join(' ', group.Values)));
    }

    [Fact]
    public void Values_outside_a_public_vocabulary_are_in_no_group()
    {
        TwoTables tables = new([Feed("a", "weather"), Feed("b", "news")], [Ad("a", "x"), Ad("b", "x")]);
        Exact exact = ExactOf(s_queries["public, the partner's"], tables);
        Assert.Equal(1, exact.Rows.Values.Sum(counts => counts[0] + counts[1]));
        Assert.DoesNotContain("weather", exact.Rows.Keys);
    }

    [Fact]
    public void A_discovered_group_too_small_is_absent_and_a_large_one_is_there()
    {
        FeedRow[] feeds = [.. Enumerable.Range(0, 403).Select(i => Feed($"p{i}", "news"))];
        AdRow[] ads = [.. Enumerable.Range(0, 403).Select(i => Ad($"p{i}", i < 400 ? "large" : "small"))];
        SegmentsQuery query = Sample.AskSegments(Sample.Column(Sample.Ads, "campaign"));
        for (int seed = 0; seed < 40; seed++)
        {
            SegmentsAnswer answer = Run.Answer<SegmentsAnswer>(s_agreement, query, new TwoTables(feeds, ads), seed);
            Assert.Equal(["large"], answer.Groups.Select(group => group.Values.Single()));
        }
    }

    [Fact]
    public void A_group_below_the_minimum_is_absent_whatever_the_noise()
    {
        Agreement agreement = Sample.Agreement(Sample.Segments with { MinimumPeople = 500 });
        FeedRow[] feeds = [.. Enumerable.Range(0, 499).Select(i => Feed($"p{i}", "news"))];
        AdRow[] ads = [.. Enumerable.Range(0, 499).Select(i => Ad($"p{i}", "x"))];
        SegmentsQuery query = Sample.AskSegments(Sample.Column(Sample.Ads, "campaign"));
        for (int seed = 0; seed < 40; seed++)
        {
            Assert.Empty(Run.Answer<SegmentsAnswer>(agreement, query, new TwoTables(feeds, ads), seed).Groups);
        }
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void No_overlap_and_no_rows_are_answered_like_any_other(string name)
    {
        TwoTables apart = new([Feed("a", "news")], [Ad("b", "x")]);
        foreach (TwoTables tables in new[] { apart, TwoTables.Empty })
        {
            SegmentsAnswer answer = Run.Answer<SegmentsAnswer>(s_agreement, s_queries[name], tables);
            Assert.Equal(s_queries[name].Keys, answer.Keys);
            Assert.All(answer.Groups, group => Assert.InRange(group.ClickThroughRate.Estimate, 0, 1));
        }
    }

    [Theory]
    [InlineData("public, of both tables")]
    [InlineData("public, the partner's")]
    public void Noise_on_public_groups_is_drawn_in_a_number_that_the_plan_fixes(string name)
    {
        using Run full = new(s_agreement, s_queries[name], TwoTables.Random(6, people: 50, feeds: 90, ads: 90));
        using Run empty = new(s_agreement, s_queries[name], TwoTables.Empty);
        full.Compute();
        empty.Compute();
        Assert.Equal(full.BytesDrawn, empty.BytesDrawn);
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_release_costs_what_was_planned_and_no_more_than_was_asked(string name)
    {
        using Run run = new(s_agreement, s_queries[name], TwoTables.Random(7, people: 50, feeds: 90, ads: 90));
        PrivateRelease<Answer> release = run.Compute();
        Assert.Equal(run.Plan.Privacy.Cost, release.Cost);
        Assert.InRange(release.Cost.NanoRho, 1, s_queries[name].NanoRho);
        Assert.InRange(release.Cost.AttoDelta, 0, s_queries[name].AttoDelta);
    }

    [Fact]
    public void A_persons_key_in_the_partners_table_is_the_most_frequent_and_of_equals_the_last()
    {
        TwoTables tables = new([Feed("a", "sport"), Feed("a", "news"), Feed("a", "news"), Feed("b", "sport"), Feed("b", "culture")], [Ad("a", "x"), Ad("b", "x")]);
        Exact exact = ExactOf(s_queries["public, the partner's"], tables);
        Assert.Equal([0, 1], exact.Rows["news"]);
        Assert.Equal([0, 1], exact.Rows["sport"]);
        Assert.Equal([0, 0], exact.Rows["culture"]);
    }

    private static Exact ExactOf(SegmentsQuery query, TwoTables tables, Agreement? agreement = null)
    {
        using Run run = new(agreement ?? s_agreement, query, tables);
        BoundedSegments segments = Assert.IsType<BoundedSegments>(run.Bounded);
        string[] names = [.. segments.Groups.Select(values => string.Join(' ', values))];
        return new Exact(
            names.Index().ToDictionary(each => each.Item, each => segments.ClicksAndOthers[(2 * each.Index)..((2 * each.Index) + 2)]),
            names.Index().ToDictionary(each => each.Item, each => segments.People[each.Index]),
            run.Plan.Privacy.Mechanisms[0].Reports[^1].Sensitivity);
    }

    private static FeedRow Feed(string id, string section) => new(id, section, "a", null, 30, 0);

    private static AdRow Ad(string id, string campaign) => new(id, "top", campaign, null, 1, 0);

    private sealed record Exact(Dictionary<string, long[]> Rows, Dictionary<string, long> People, Sensitivity Declared);
}
