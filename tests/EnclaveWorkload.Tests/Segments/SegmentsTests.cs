using System.Collections.Immutable;
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
    private static readonly ColumnReference s_section = Sample.Column(Sample.Feeds, "section");
    private static readonly ColumnReference s_city = Sample.Column(Sample.Feeds, "city");
    private static readonly ColumnReference s_slot = Sample.Column(Sample.Ads, "slot");
    private static readonly ColumnReference s_campaign = Sample.Column(Sample.Ads, "campaign");

    private static readonly Dictionary<string, SegmentsQuery> s_queries = new()
    {
        ["public, of both tables"] = Sample.AskSegments(s_section, s_slot),
        ["public, the partner's"] = Sample.AskSegments(s_section),
        ["public, every figure"] = Sample.AskSegments(s_slot) with { Measures = Sample.All },
        ["public, no rows asked for"] = Sample.AskSegments(s_slot) with { Measures = [.. Sample.All.Where(measure => measure is OutcomeMeasure or AmountMeasure)] },
        ["all rows as one group"] = Sample.AskSegments() with { Measures = Sample.All },
        ["chosen rows"] = Sample.AskSegments(s_slot) with
        {
            Where = [new AnyOfCondition { Column = s_section, Values = ["news", "sport"] }, new BetweenCondition { Column = Sample.Column(Sample.Ads, "price"), Minimum = 5, Maximum = 40 }],
        },
        ["discovered, of both tables"] = Sample.AskSegments(s_city, s_campaign),
        ["discovered beside public"] = Sample.AskSegments(s_campaign, s_slot) with { Measures = Sample.All },
        ["discovered, the partner's"] = Sample.AskSegments(s_city),
        ["three keys"] = Sample.AskSegments(s_city, s_campaign, s_slot),
    };

    public static TheoryData<string> Queries => [.. s_queries.Keys];

    [Theory]
    [MemberData(nameof(Queries))]
    public void Removing_anybody_from_any_subset_of_the_tables_stays_within_the_declared_norms(string name)
    {
        SegmentsQuery query = s_queries[name];
        bool isDiscovered = query.AttoDelta > 0;
        Dictionary<NoisyCounts, List<Change>> changes = [];
        List<Change> people = [];
        for (ulong seed = 1; seed <= 8; seed++)
        {
            TwoTables tables = TwoTables.Random(seed, people: 8, feeds: 30, ads: 60);
            foreach (string person in tables.People)
            {
                TwoTables last = tables.WithLast(person);
                using Run with = new(s_agreement, query, last);
                ImmutableArray<int> shown = ShownOf(with);
                long[][] exact = with.Count(shown);
                foreach (TwoTables smaller in isDiscovered ? last.WithNobodyFor(person) : last.Without(person))
                {
                    using Run without = new(s_agreement, query, smaller);
                    long[][] less = without.Count(shown);
                    foreach ((int i, NoisedBlock block) in ((SegmentsPlan)with.Plan).Columns.Blocks.Index())
                    {
                        Change change = Change.Between(exact[i], less[i]);
                        Assert.True(change.IsWithin(block.Mechanism.Noise.Sensitivity), $"{block.Mechanism.Name}: {change}");
                        (changes.TryGetValue(block.Mechanism, out List<Change>? known) ? known : changes[block.Mechanism] = []).Add(change);
                    }

                    people.Add(Change.Between(((SegmentRows)with.Bounded).People, ((SegmentRows)without.Bounded).People));
                }
            }
        }

        int groupsPerPerson = query.Keys.Any(key => key.Dataset == Sample.Ads) ? Sample.Segments.GroupsPerPerson : 1;
        Assert.All(people, change => Assert.True(change.L0 <= groupsPerPerson && change.LInfinity <= 1, change.ToString()));
        Assert.Equal(isDiscovered ? groupsPerPerson : 0, people.Max(change => change.L1));

        // The bounds are reached, so that this test would notice if they were not enforced.
        Assert.All(changes.GroupBy(pair => pair.Key.Name), block => Assert.Equal(
            block.First().Key.Noise.Sensitivity.LInfinity, block.SelectMany(pair => pair.Value).Max(change => change.LInfinity)));
        Assert.All(changes.Where(pair => pair.Key.Name == "people by group").GroupBy(pair => pair.Key.Name), block => Assert.Equal(
            Math.Min(groupsPerPerson, query.Keys.Count == 0 ? 1 : groupsPerPerson), block.SelectMany(pair => pair.Value).Max(change => change.L1)));
    }

    [Theory]
    [InlineData(100, "price in parts of 1/100 by group")]
    [InlineData(1, "price by group")]
    public void Noise_on_an_amount_says_in_which_unit_it_is(int unitsPerOne, string name)
    {
        SegmentsTerms terms = Sample.Segments with { Amounts = [Sample.Segments.Amounts[0] with { UnitsPerOne = unitsPerOne }] };
        SegmentsQuery query = Sample.AskSegments(terms.Keys[0]) with { Measures = [new AmountMeasure { Name = Sample.Name("spent"), Column = terms.Amounts[0].Column }] };
        Assert.Contains(name, QueryPlanner.Plan(Sample.Agreement(terms), query).Privacy.Mechanisms.Select(mechanism => mechanism.Name));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Every_counted_row_is_in_one_cell_whatever_groups_show(string name)
    {
        Agreement wide = Sample.Agreement(Sample.Segments with { GroupsPerPerson = 100, RowsPerPersonAndGroup = 1000 });
        SegmentsQuery query = s_queries[name] with { Measures = Sample.Rates };
        TwoTables tables = TwoTables.Random(9, people: 20, feeds: 60, ads: 120);
        using Run run = new(wide, query, tables);
        HashSet<string?> joined = [.. tables.Feeds.Select(row => row.Id).Intersect(tables.Ads.Select(row => row.Id)).OfType<string>()];
        AdRow[] rows = [.. tables.Ads.Where(row => row.Id is not null && joined.Contains(row.Id) && (query.Where.Count == 0 || row.Price >= 5))];
        long[] all = run.Count(ShownOf(run))[0];
        if (query.Where.Count > 0)
        {
            Assert.InRange(all.Sum(), 1, rows.Length - 1);
            return;
        }

        Assert.Equal(rows.Length, all.Sum());
        Assert.Equal(rows.Count(row => row.Label == 1), all.Where((_, i) => i % 2 == 0).Sum());
        Assert.Equal(all.Sum(), run.Count([.. ShownOf(run).Take(1)])[0].Sum());
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Neither_the_order_of_rows_nor_the_number_of_threads_changes_a_sum(string name)
    {
        Agreement wide = Sample.Agreement(Sample.Segments with { GroupsPerPerson = 100, RowsPerPersonAndGroup = 1000 });
        TwoTables tables = TwoTables.Random(9, people: 20, feeds: 60, ads: 120);
        using Run once = new(wide, s_queries[name], tables);
        using Run again = new(wide, s_queries[name], tables.Shuffled(10));
        foreach ((long[] left, long[] right) in once.Count(ShownOf(once)).Zip(again.Count(ShownOf(again), threads: 3)))
        {
            Assert.Equal(left.Sum(), right.Sum());
            Assert.True(s_queries[name].AttoDelta > 0 || left.SequenceEqual(right));
        }
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
    public void Values_outside_a_public_vocabulary_count_with_the_rest()
    {
        TwoTables tables = new([Feed("a", "weather"), Feed("b", "news")], [Ad("a", "x"), Ad("b", "x")]);
        using Run run = new(s_agreement, s_queries["public, the partner's"], tables);
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 1], run.Count([0, 1, 2])[0]);
    }

    [Fact]
    public void A_discovered_group_too_small_is_absent_and_its_rows_are_with_the_rest()
    {
        FeedRow[] feeds = [.. Enumerable.Range(0, 403).Select(i => Feed($"p{i}", "news"))];
        AdRow[] ads = [.. Enumerable.Range(0, 403).Select(i => Ad($"p{i}", i < 400 ? "large" : "small"))];
        for (int seed = 0; seed < 40; seed++)
        {
            SegmentsAnswer answer = Run.Answer<SegmentsAnswer>(s_agreement, Sample.AskSegments(s_campaign), new TwoTables(feeds, ads), seed);
            SegmentFigures group = Assert.Single(answer.Groups);
            Assert.Equal(["large"], group.Values);
            Assert.InRange(answer.Other[0].Figure.Estimate, 3 - 40, 3 + 40);
            Assert.Equal(answer.Total[0].Figure.Estimate, group.Figures[0].Figure.Estimate + answer.Other[0].Figure.Estimate);
        }
    }

    [Fact]
    public void A_group_below_the_minimum_is_absent_whatever_the_noise()
    {
        Agreement agreement = Sample.Agreement(Sample.Segments with { MinimumPeople = 500 });
        FeedRow[] feeds = [.. Enumerable.Range(0, 499).Select(i => Feed($"p{i}", "news"))];
        AdRow[] ads = [.. Enumerable.Range(0, 499).Select(i => Ad($"p{i}", "x"))];
        for (int seed = 0; seed < 40; seed++)
        {
            Assert.Empty(Run.Answer<SegmentsAnswer>(agreement, Sample.AskSegments(s_campaign), new TwoTables(feeds, ads), seed).Groups);
        }
    }

    [Fact]
    public void No_more_groups_are_noised_than_the_terms_allow_and_those_beyond_are_with_the_rest()
    {
        Agreement agreement = Sample.Agreement(Sample.Segments with { MaximumGroups = 2 });
        FeedRow[] feeds = [.. Enumerable.Range(0, 1200).Select(i => Feed($"p{i}", "news"))];
        AdRow[] ads = [.. Enumerable.Range(0, 1200).Select(i => Ad($"p{i}", $"campaign-{i % 4}"))];
        SegmentsAnswer answer = Run.Answer<SegmentsAnswer>(agreement, Sample.AskSegments(s_campaign), new TwoTables(feeds, ads));
        Assert.Equal(2, answer.Groups.Count);
        Assert.InRange(answer.Other[0].Figure.Estimate, 550, 650);
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
            Assert.All(answer.Groups, group => Assert.InRange(group.Find(Sample.Name("ctr"))?.Estimate ?? 0, 0, 1));
        }
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Noise_is_drawn_in_a_number_that_the_plan_fixes(string name)
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
        Assert.InRange(release.Cost.NanoRho, s_queries[name].NanoRho * 9 / 10, s_queries[name].NanoRho);
        Assert.InRange(release.Cost.AttoDelta, 0, s_queries[name].AttoDelta);
    }

    [Fact]
    public void A_persons_key_in_the_partners_table_is_the_most_frequent_and_of_equals_the_last()
    {
        TwoTables tables = new([Feed("a", "sport"), Feed("a", "news"), Feed("a", "news"), Feed("b", "sport"), Feed("b", "culture")], [Ad("a", "x"), Ad("b", "x")]);
        using Run run = new(s_agreement, s_queries["public, the partner's"], tables);
        Assert.Equal([0, 0, 0, 1, 0, 1, 0, 0], run.Count([0, 1, 2])[0]);
    }

    [Fact]
    public void Amounts_are_counted_in_units_and_clamped_by_person_and_group()
    {
        AdRow Priced(string id, long price, double? margin) => Ad(id, "x") with { Price = price, Margin = margin };
        TwoTables tables = new(
            [Feed("a", "news"), Feed("b", "news")],
            [Priced("a", 20, -3.1), Priced("a", 25, -3.1), Priced("b", 7, 0.295), Priced("b", 0, null)]);
        SegmentsQuery query = Sample.AskSegments(s_slot) with { Measures = [.. Sample.All.OfType<AmountMeasure>()] };
        using Run run = new(s_agreement, query, tables);
        long[][] sums = run.Count([0, 1]);

        // 45 is clamped to 30 (300 tenths), -6.2 to -5; 0.295 is rounded to the nearest hundredth, to even.
        Assert.Equal([0, 300 + 70, 0], sums[0]);
        Assert.Equal([0, -500 + 29, 0], sums[1], (left, right) => Math.Abs(left - right) <= 1);
    }

    private static ImmutableArray<int> ShownOf(Run run)
    {
        SegmentRows rows = (SegmentRows)run.Bounded;
        return rows.People.Length == 0
            ? [.. Enumerable.Range(0, rows.Groups.Count)]
            : [.. Enumerable.Range(0, rows.Groups.Count).Where(group => group % 2 == 0 && rows.People[group] > 0).Take(40)];
    }

    private static FeedRow Feed(string id, string section) => new(id, section, "a", null, 30, 0);

    private static AdRow Ad(string id, string campaign) => new(id, "top", campaign, null, 1, 0);
}
