using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Overlap;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Overlap;

/// <summary>Overlaps of two to four tables, whole and split by a column of one of them.</summary>
public sealed class RegionsTests
{
    private const long Noiseless = 10_000_000_000_000;

    private static readonly OverlapTerms s_four = new()
    {
        Id = TermsId.Parse("overlap"),
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = Noiseless,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Left = Scene.Ads.Id,
        Right = Scene.Buyers.Id,
        Others = [Scene.Members.Id, Scene.Panel.Id],
        Keys = [Scene.Column(Scene.Buyers, "id_type"), Scene.Column(Scene.Members, "gender")],
    };

    private static readonly OverlapTerms s_three = s_four with { Others = [Scene.Members.Id] };

    private static readonly OverlapTerms s_two = s_four with { Others = [], Keys = [s_four.Keys[0]] };

    private static readonly OverlapQuery s_query = new() { Terms = s_four.Id, NanoRho = Noiseless };

    public static TheoryData<int, int> Questions => new()
    {
        { 2, -1 }, { 3, -1 }, { 4, -1 }, { 2, 0 }, { 3, 0 }, { 3, 1 }, { 4, 1 },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void Removing_anybody_from_any_subset_of_the_tables_stays_within_the_declared_norms_and_reaches_them(int tables, int key) =>
        Removals.AreTight(Removals.Of(Terms(tables), Ask(tables, key), bounded => [Assert.IsType<BoundedOverlap>(bounded).Cells], scenes: 5));

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    public void Few_people_under_much_noise_add_up_to_the_last_one(int tables, int key)
    {
        OverlapTerms terms = Terms(tables);
        OverlapQuery query = Ask(tables, key) with { NanoRho = 5_000_000 };
        Scene scene = Scene.Random(terms, seed: 4, people: 12, ads: 10, others: 10);
        int negative = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            OverlapAnswer answer = Run.Answer<OverlapAnswer>(scene, query, seed);
            Assert.Equal(answer.Tables.Single(each => each.Dataset == query.Keys[0].Dataset).People.Estimate, answer.Segments.Sum(segment => segment.People.Estimate));
            Assert.Equal(answer.Overlap.Estimate, answer.Segments.Sum(segment => segment.Overlap.Estimate));
            double PeopleOf(params DatasetId[] held) => answer.Regions.Where(region => held.All(region.Datasets.Contains)).Sum(region => region.People.Estimate);
            if (tables > 2)
            {
                Assert.All(answer.Tables, table => Assert.Equal(PeopleOf(table.Dataset), table.People.Estimate));
                Assert.All(answer.Pairs, pair => Assert.Equal(PeopleOf(pair.First, pair.Second), pair.People.Estimate));
            }

            Assert.All([.. answer.Segments.Select(segment => segment.Overlap), .. answer.Regions.Select(region => region.People)], figure => Assert.InRange(figure.Estimate, figure.Low, figure.High));
            negative += answer.Segments.Count(segment => segment.Overlap.Estimate < 0);
        }

        Assert.True(negative > 0, "no count was below 0, so that nothing would have been raised to it");
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Without_noise_the_figures_are_those_of_plain_sets(int tables, int key)
    {
        OverlapTerms terms = Terms(tables);
        Scene scene = Scene.Random(terms, seed: 3, people: 40, ads: 30, others: 30);
        HashSet<string>[] people = [.. terms.Datasets.Select(dataset => scene.Table(dataset).Rows.Select(row => row[0]).OfType<string>().ToHashSet())];
        OverlapAnswer answer = Run.Answer<OverlapAnswer>(scene, Ask(tables, key));

        string[] inAll = [.. people[0].Where(person => people.All(table => table.Contains(person)))];
        Assert.Equal(inAll.Length, answer.Overlap.Estimate);
        Assert.Equal(people.Select(table => (double)table.Count), answer.Tables.Select(table => table.People.Estimate));
        Assert.Equal(people.Select(table => (double)inAll.Length / table.Count), answer.Tables.Select(table => table.MatchRate.Estimate));
        Assert.Equal(tables > 2 ? (1 << tables) - 1 : 0, answer.Regions.Count);
        Assert.Equal(tables > 2 ? tables * (tables - 1) / 2 : 0, answer.Pairs.Count);
        foreach (RegionFigures region in answer.Regions)
        {
            bool[] wanted = [.. terms.Datasets.Select(region.Datasets.Contains)];
            int exact = people.SelectMany(table => table).Distinct().Count(person => people.Index().All(each => each.Item.Contains(person) == wanted[each.Index]));
            Assert.Equal(exact, region.People.Estimate);
        }

        foreach (PairFigures pair in answer.Pairs)
        {
            (HashSet<string> first, HashSet<string> second) = (People(pair.First), People(pair.Second));
            int both = first.Count(second.Contains);
            Assert.Equal((both, (double)both / first.Count, (double)both / second.Count), (pair.People.Estimate, pair.FirstMatchRate.Estimate, pair.SecondMatchRate.Estimate));
        }

        HashSet<string> People(DatasetId dataset) => people[terms.Datasets.Index().Single(each => each.Item == dataset).Index];
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    public void A_split_adds_up_to_its_table_and_each_person_is_in_one_part(int tables, int key)
    {
        OverlapTerms terms = Terms(tables);
        OverlapQuery query = Ask(tables, key);
        Scene scene = Scene.Random(terms, seed: 4, people: 40, ads: 30, others: 40);
        OverlapAnswer exact = Run.Answer<OverlapAnswer>(scene, query);
        OverlapAnswer noisy = Run.Answer<OverlapAnswer>(Scene.Random(terms, seed: 4, people: 4000, ads: 9000, others: 9000), query with { NanoRho = 10_000_000_000 });
        foreach (OverlapAnswer answer in new[] { exact, noisy })
        {
            TableFigures table = answer.Tables.Single(each => each.Dataset == query.Keys[0].Dataset);
            Assert.Equal(table.People.Estimate, answer.Segments.Sum(segment => segment.People.Estimate), 1e-9);
            Assert.Equal(answer.Overlap.Estimate, answer.Segments.Sum(segment => segment.Overlap.Estimate), 1e-9);
            Assert.Empty(answer.Segments[^1].Values);
            Assert.False(answer.IntervalsCoverBounding);
        }

        int column = key == 0 ? 2 : 1;
        SceneTable split = scene.Table(query.Keys[0].Dataset);
        int emails = split.Rows.Where(row => row[0] is not null).GroupBy(row => row[0]).Count(person => Mode(person.Select(row => row[column])) == exact.Segments[1].Values[0]);
        Assert.Equal(emails, exact.Segments[1].People.Estimate);
    }

    [Fact]
    public void Match_rates_by_kind_of_id_say_which_ids_match()
    {
        Scene scene = Scene.Of(
            s_two,
            new SceneTable(Scene.Ads, [.. Enumerable.Range(0, 60).Select(i => new[] { $"p{i}", "autumn", "video", "0", "0" })]),
            new SceneTable(Scene.Buyers, [.. Enumerable.Range(0, 100).Select(i => new[] { $"p{i}", "f", i % 2 == 0 ? "email" : i < 60 ? "phone" : "device", "30", "0" })]));
        OverlapAnswer answer = Run.Answer<OverlapAnswer>(scene, s_query with { Keys = s_two.Keys });
        Assert.Equal(["device", "email", "phone", ""], answer.Segments.Select(segment => segment.Values.SingleOrDefault("")));
        Assert.Equal([20, 50, 30, 0], answer.Segments.Select(segment => segment.People.Estimate));
        Assert.Equal([0, 0.6, 1, 0], answer.Segments.Select(segment => segment.MatchRate.Estimate));
    }

    [Fact]
    public void Only_ids_and_the_key_are_read_and_as_many_draws_are_made_as_there_are_cells()
    {
        Scene scene = Scene.Random(s_four, seed: 4, people: 40, ads: 30, others: 40);
        OverlapQuery query = s_query with { Keys = [s_four.Keys[0]], NanoRho = 10_000_000 };
        using Run full = new(scene, query);
        using Run empty = new(scene.Empty(), query);
        full.Compute();
        empty.Compute();
        Assert.Equal(full.BytesDrawn, empty.BytesDrawn);
        Assert.Equal(["id", "id_type"], full.Plan.ColumnsOf(Scene.Buyers.Id));
        Assert.Equal(["id"], full.Plan.ColumnsOf(Scene.Members.Id));

        // Eight sets of four tables hold the split one, with four values each; seven do not.
        Assert.Equal((8 * 4) + 7, Assert.IsType<BoundedOverlap>(full.Bounded).Cells.Length);
    }

    [Fact]
    public void The_page_for_planners_says_what_its_example_comes_to()
    {
        ExamplePage page = new("overlap");
        Scene scene = Scene.Of(s_two, page.Table(Scene.Ads), page.Table(Scene.Buyers));
        page.Holds<OverlapAnswer>(scene, answer => new Dictionary<string, (Figure, int)>
        {
            ["people in ads"] = (answer.Tables[0].People, 0),
            ["people in buyers"] = (answer.Tables[1].People, 0),
            ["people in both"] = (answer.Overlap, 0),
            ["device: people of buyers"] = (answer.Segments[0].People, 0),
            ["email: people of buyers"] = (answer.Segments[1].People, 0),
            ["phone: people of buyers"] = (answer.Segments[2].People, 0),
            ["email: in both"] = (answer.Segments[1].Overlap, 0),
            ["phone: in both"] = (answer.Segments[2].Overlap, 0),
        });
    }

    private static OverlapTerms Terms(int tables) => tables switch { 2 => s_two, 3 => s_three, _ => s_four };

    private static OverlapQuery Ask(int tables, int key) => key < 0 ? s_query : s_query with { Keys = [Terms(tables).Keys[key]] };

    private static string? Mode(IEnumerable<string?> values) => values.Where(value => value is not null)
        .GroupBy(value => value)
        .OrderByDescending(group => group.Count())
        .ThenByDescending(group => group.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key;
}
