using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Profile;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Profile;

public sealed class ProfileTests
{
    private const long Noiseless = 10_000_000_000_000;

    private static readonly ProfileTerms s_terms = new()
    {
        Id = TermsId.Parse("profile"),
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = Noiseless,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        People = Scene.Buyers.Id,
        Partner = Scene.Ads.Id,
        Base = ProfileBase.Everybody,
        Columns =
        [
            new ProfileColumn { Column = Scene.Column(Scene.Buyers, "gender"), Edges = [] },
            new ProfileColumn { Column = Scene.Column(Scene.Buyers, "age"), Edges = [30, 50] },
        ],
        Segments = [Scene.Column(Scene.Ads, "clicked"), Scene.Column(Scene.Buyers, "member"), Scene.Column(Scene.Buyers, "id_type"), Scene.Column(Scene.Ads, "campaign")],
    };

    private static readonly Dictionary<string, ProfileSegment> s_segments = new()
    {
        ["in partner"] = new PartnerSegment(),
        ["clicked"] = new OutcomeSegment { Label = Scene.Column(Scene.Ads, "clicked") },
        ["member"] = new OutcomeSegment { Label = Scene.Column(Scene.Buyers, "member") },
        ["email"] = new ValueSegment { Filter = new ValueFilter { Column = Scene.Column(Scene.Buyers, "id_type"), Values = ["email"] } },
        ["spring"] = new ValueSegment { Filter = new ValueFilter { Column = Scene.Column(Scene.Ads, "campaign"), Values = ["spring", "summer"] } },
    };

    public static TheoryData<string, bool> Questions => new()
    {
        { "in partner", false }, { "clicked", false }, { "clicked", true }, { "member", false }, { "member", true }, { "email", false }, { "spring", false }, { "spring", true },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void Removing_anybody_from_any_subset_of_the_tables_stays_within_the_declared_norms_and_reaches_them(string segment, bool inBoth) =>
        Removals.AreTight(Removals.Of(Terms(inBoth), Ask(segment), bounded => [Assert.IsType<BoundedProfile>(bounded).Cells], scenes: 4));

    [Theory]
    [MemberData(nameof(Questions))]
    public void Without_noise_the_figures_are_those_of_a_plain_count(string segment, bool inBoth)
    {
        Scene scene = Scene.Random(Terms(inBoth), seed: 8, people: 60, ads: 70, others: 60);
        ProfileAnswer answer = Run.Answer<ProfileAnswer>(scene, Ask(segment));
        ILookup<string, string?[]> buyers = scene.Table(Scene.Buyers.Id).Rows.Where(row => row[0] is not null).ToLookup(row => row[0]!);
        ILookup<string, string?[]> ads = scene.Table(Scene.Ads.Id).Rows.Where(row => row[0] is not null).ToLookup(row => row[0]!);
        string[] people = [.. buyers.Select(person => person.Key).Where(id => !inBoth || ads.Contains(id))];
        string[] chosen = [.. people.Where(id => segment switch
        {
            "in partner" => ads.Contains(id),
            "clicked" => ads[id].Any(row => row[4] == "1"),
            "member" => buyers[id].Any(row => row[4] == "1"),
            "email" => Mode(buyers[id].Select(row => row[2])) == "email",
            _ => Mode(ads[id].Select(row => row[1])) is "spring" or "summer",
        })];
        Assert.Equal((chosen.Length, people.Length), ((int)answer.SegmentPeople.Estimate, (int)answer.BasePeople.Estimate));
        Assert.Equal((double)chosen.Length / people.Length, answer.SegmentShare.Estimate, 1e-12);
        Compare(answer.Columns[0], id => Mode(buyers[id].Select(row => row[1])) is "f" or "m" ? Mode(buyers[id].Select(row => row[1])) : null);
        Compare(answer.Columns[1], id => buyers[id].Where(row => row[3] is not null)
            .GroupBy(row => int.Parse(row[3]!) switch { < 30 => "below 30", < 50 => "30 to below 50", _ => "50 or more" })
            .OrderByDescending(range => range.Count())
            .ThenByDescending(range => range.Max(row => int.Parse(row[3]!)))
            .FirstOrDefault()?.Key);

        void Compare(ProfileFigures column, Func<string, string?> cellOf)
        {
            foreach (ProfileCell cell in column.Cells)
            {
                double inSegment = chosen.Count(id => cellOf(id) == cell.Values.SingleOrDefault());
                double inBase = people.Count(id => cellOf(id) == cell.Values.SingleOrDefault());
                Assert.Equal((inSegment, inBase), (cell.InSegment.Estimate, cell.InBase.Estimate));
                Assert.Equal(inSegment / chosen.Length, cell.SegmentShare.Estimate, 1e-12);
                Assert.Equal(inBase / people.Length, cell.BaseShare.Estimate, 1e-12);
                Assert.Equal(inBase == 0 ? [] : [100 * inSegment / chosen.Length / (inBase / people.Length)], cell.Index.Select(index => Math.Round(index.Estimate, 9)), new Near());
            }
        }
    }

    [Fact]
    public void Of_few_people_under_much_noise_the_shortest_column_adds_up_to_the_last_one()
    {
        Scene scene = Scene.Random(s_terms, seed: 2, people: 12, ads: 12, others: 12);
        int negative = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            ProfileAnswer answer = Run.Answer<ProfileAnswer>(scene, Ask("clicked") with { NanoRho = 5_000_000 }, seed);
            Assert.Equal(answer.BasePeople.Estimate, answer.Columns[0].Cells.Sum(cell => cell.InBase.Estimate));
            Assert.Equal(answer.SegmentPeople.Estimate, answer.Columns[0].Cells.Sum(cell => cell.InSegment.Estimate));
            negative += answer.Columns[0].Cells.Count(cell => cell.InSegment.Estimate < 0);
        }

        Assert.True(negative > 0, "no count was below 0, so that nothing would have been raised to it");
    }

    [Fact]
    public void Every_column_adds_up_and_ranges_and_values_are_all_there()
    {
        ProfileAnswer answer = Run.Answer<ProfileAnswer>(Scene.Random(s_terms, seed: 2, people: 900, ads: 900, others: 900), Ask("clicked") with { NanoRho = 1_000_000_000 });
        Assert.Equal(["f", "m", ""], answer.Columns[0].Cells.Select(cell => cell.Values.SingleOrDefault("")));
        Assert.Equal(["below 30", "30 to below 50", "50 or more", ""], answer.Columns[1].Cells.Select(cell => cell.Values.SingleOrDefault("")));
        Assert.Equal(answer.BasePeople.Estimate, answer.Columns[0].Cells.Sum(cell => cell.InBase.Estimate), 1e-9);
        Assert.Equal(answer.SegmentPeople.Estimate, answer.Columns[0].Cells.Sum(cell => cell.InSegment.Estimate), 1e-9);
        Assert.All(answer.Columns, column => Assert.Equal(1, column.Cells.Sum(cell => cell.BaseShare.Estimate), 0.02));
    }

    [Fact]
    public void Intervals_cover_the_exact_figures_as_often_as_they_say()
    {
        Scene scene = Scene.Random(s_terms, seed: 5, people: 300, ads: 300, others: 400);
        ProfileAnswer exact = Run.Answer<ProfileAnswer>(scene, Ask("clicked"));
        const int Rounds = 200;
        int[] covered = new int[4];
        for (int seed = 0; seed < Rounds; seed++)
        {
            ProfileAnswer noisy = Run.Answer<ProfileAnswer>(scene, Ask("clicked") with { NanoRho = 100_000_000 }, seed);
            covered[0] += Covers(noisy.SegmentPeople, exact.SegmentPeople);
            covered[1] += Covers(noisy.Columns[1].Cells[0].SegmentShare, exact.Columns[1].Cells[0].SegmentShare);
            covered[2] += Covers(noisy.Columns[0].Cells[0].BaseShare, exact.Columns[0].Cells[0].BaseShare);
            covered[3] += noisy.Columns[0].Cells[0].Index is [Figure index] ? Covers(index, exact.Columns[0].Cells[0].Index[0]) : 1;
        }

        Assert.All(covered, each => Assert.True(each >= Rounds * 0.89, $"{each} of {Rounds}"));
    }

    [Fact]
    public void An_index_is_absent_where_the_noise_may_be_all_of_the_cell()
    {
        ProfileAnswer answer = Run.Answer<ProfileAnswer>(Scene.Random(s_terms, seed: 2, people: 20, ads: 20, others: 20), Ask("clicked") with { NanoRho = 1000 });
        Assert.All(answer.Columns.SelectMany(column => column.Cells), cell => Assert.Empty(cell.Index));
    }

    [Fact]
    public void Only_what_is_asked_for_is_read_and_as_many_draws_are_made_as_there_are_cells()
    {
        Scene scene = Scene.Random(s_terms, seed: 4, people: 40, ads: 30, others: 40);
        using Run full = new(scene, Ask("clicked") with { NanoRho = 1_000_000 });
        using Run empty = new(scene.Empty(), Ask("clicked") with { NanoRho = 1_000_000 });
        full.Compute();
        empty.Compute();
        Assert.Equal(full.BytesDrawn, empty.BytesDrawn);
        Assert.Equal(["id", "gender", "age"], full.Plan.ColumnsOf(Scene.Buyers.Id));
        Assert.Equal(["id", "clicked"], full.Plan.ColumnsOf(Scene.Ads.Id));
        Assert.Equal(14, Assert.IsType<BoundedProfile>(full.Bounded).Cells.Length);
    }

    [Fact]
    public void The_page_for_planners_says_what_its_example_comes_to()
    {
        ExamplePage page = new("profile");
        Scene scene = Scene.Of(s_terms, page.Table(Scene.Ads), page.Table(Scene.Buyers));
        page.Holds<ProfileAnswer>(scene, answer => new Dictionary<string, (Figure, int)>
        {
            ["people of the segment"] = (answer.SegmentPeople, 0),
            ["people of the base"] = (answer.BasePeople, 0),
            ["f: in segment"] = (answer.Columns[0].Cells[0].InSegment, 0),
            ["f: in base"] = (answer.Columns[0].Cells[0].InBase, 0),
            ["m: in segment"] = (answer.Columns[0].Cells[1].InSegment, 0),
            ["m: in base"] = (answer.Columns[0].Cells[1].InBase, 0),
        });
        ProfileAnswer exact = Run.Answer<ProfileAnswer>(scene, page.Query with { NanoRho = Noiseless });
        Assert.Equal([143, 71], exact.Columns[0].Cells.Take(2).Select(cell => Math.Round(cell.Index[0].Estimate)));
    }

    private static ProfileTerms Terms(bool inBoth) => s_terms with { Base = inBoth ? ProfileBase.InBoth : ProfileBase.Everybody };

    private static ProfileQuery Ask(string segment) =>
        new() { Terms = s_terms.Id, NanoRho = Noiseless, Columns = [.. s_terms.Columns.Select(column => column.Column)], Segment = s_segments[segment] };

    private static string? Mode(IEnumerable<string?> values) => values.Where(value => value is not null)
        .GroupBy(value => value)
        .OrderByDescending(group => group.Count())
        .ThenByDescending(group => group.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key;

    private static int Covers(Figure figure, Figure exact) => figure.Low <= exact.Estimate && exact.Estimate <= figure.High ? 1 : 0;

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-6;

        public int GetHashCode(double value) => 0;
    }
}
