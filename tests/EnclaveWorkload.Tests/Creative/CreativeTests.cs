using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Creative;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Creative;

public sealed class CreativeTests
{
    private const long Noiseless = 10_000_000_000_000;

    private static readonly CreativeTerms s_terms = new()
    {
        Id = TermsId.Parse("creative"),
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = Noiseless,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Response = Scene.Column(Scene.Ads, "clicked"),
        ShownAt = Scene.Column(Scene.Ads, "shown_at"),
        Audience = [Scene.Buyers.Id],
        Keys = [Scene.Column(Scene.Ads, "campaign"), Scene.Column(Scene.Ads, "creative")],
        Filters = [Scene.Column(Scene.Ads, "creative"), Scene.Column(Scene.Buyers, "gender")],
        MaximumFrequency = 10,
        CreativesPerPerson = 2,
    };

    private static readonly CreativeTerms s_alone = s_terms with { Audience = [], Filters = [] };

    private static readonly CreativeQuery s_total = new() { Terms = s_terms.Id, NanoRho = Noiseless, Keys = [], Filters = [], FrequencyCap = 3 };

    private static readonly CreativeQuery s_byCampaign = s_total with { Keys = [s_terms.Keys[0]] };

    private static readonly CreativeQuery s_filtered = s_byCampaign with
    {
        Filters = [new ValueFilter { Column = s_terms.Filters[0], Values = ["video"] }, new ValueFilter { Column = s_terms.Filters[1], Values = ["f", "m"] }],
    };

    public static TheoryData<string> Questions => ["total", "total alone", "by campaign", "by campaign alone", "filtered"];

    [Fact]
    public void Few_people_under_much_noise_add_up_to_the_last_one()
    {
        Scene scene = Scene.Random(s_terms, seed: 3, people: 12, ads: 30, others: 12);
        int negative = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            CreativeAnswer answer = Run.Answer<CreativeAnswer>(scene, s_byCampaign with { NanoRho = 5_000_000 }, seed);
            foreach (ResponseFigures figures in answer.Groups.Select(group => group.Figures).Append(answer.Total))
            {
                Assert.Equal(figures.Responders.Estimate, figures.ByFrequency.Sum(each => each.Responders.Estimate));
                Assert.Equal(figures.People.Estimate, figures.ByFrequency[0].People.Estimate);
                negative += figures.ByFrequency.Count(each => each.Responders.Estimate < 0);
            }
        }

        Assert.True(negative > 0, "no count was below 0, so that nothing would have been raised to it");
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Removing_anybody_from_any_subset_of_the_tables_stays_within_the_declared_norms_and_reaches_them(string name)
    {
        (CreativeTerms terms, CreativeQuery query) = Question(name);
        Removals.AreTight(Removals.Of(terms, query, bounded =>
            Assert.IsType<BoundedResponses>(bounded) is { Groups.Length: > 0 } both ? [both.Total, both.Groups] : [((BoundedResponses)bounded).Total]));
    }

    [Theory]
    [InlineData("total")]
    [InlineData("total alone")]
    [InlineData("by campaign")]
    [InlineData("by campaign alone")]
    public void Without_noise_and_where_no_bound_binds_the_figures_are_those_of_a_plain_count(string name)
    {
        (CreativeTerms terms, CreativeQuery query) = Question(name);
        Scene scene = Scene.Random(terms with { CreativesPerPerson = 10 }, seed: 7, people: 40, ads: 200, others: 50);
        CreativeAnswer answer = Run.Answer<CreativeAnswer>(scene, query);
        HashSet<string?> audience = [.. scene.Table(Scene.Buyers.Id).Rows.Select(row => row[0]).Where(id => id is not null)];
        string?[][] ads = [.. scene.Table(Scene.Ads.Id).Rows.Where(row => row[0] is not null && row[3] is not null && (terms.Audience.Count == 0 || audience.Contains(row[0])))];
        Compare(ads, answer.Total);
        Assert.Equal(query.Keys.Count == 0 ? 0 : 4, answer.Groups.Count);
        string[] campaigns = ["autumn", "spring", "summer"];
        foreach (CreativeGroup group in answer.Groups)
        {
            Compare([.. ads.Where(row => group.Values is [string value] ? row[1] == value : !campaigns.Contains(row[1]))], group.Figures);
        }
    }

    [Fact]
    public void The_order_of_rows_changes_nothing_not_even_at_one_moment()
    {
        Scene scene = Scene.Random(s_terms with { CreativesPerPerson = 10 }, seed: 9, people: 20, ads: 300, others: 50);
        Assert.Equal(Numbers(Run.Answer<CreativeAnswer>(scene, s_byCampaign)), Numbers(Run.Answer<CreativeAnswer>(scene.Shuffled(3), s_byCampaign)));
    }

    [Fact]
    public void Exposures_after_the_first_response_count_no_more_and_those_without_a_moment_never()
    {
        Scene scene = Scene.Of(s_alone, new SceneTable(Scene.Ads, [Ad("a", "3", "0"), Ad("a", "2", "1"), Ad("a", "1", "0"), Ad("a", null, "1"), Ad("b", null, "1"), Ad("c", "5", "0")]));
        CreativeAnswer answer = Run.Answer<CreativeAnswer>(scene, s_total);
        Assert.Equal([2, 1, 0], answer.Total.ByFrequency.Select(point => point.People.Estimate));
        Assert.Equal([0, 1, 0], answer.Total.ByFrequency.Select(point => point.Responders.Estimate));
        Assert.Equal([0, 1, 1], answer.Total.ByFrequency.Select(point => point.RespondedBy.Estimate));
        Assert.Equal(0.5, answer.Total.ResponseRate.Estimate);
    }

    [Fact]
    public void A_person_counts_for_no_more_creatives_than_the_terms_say()
    {
        Scene scene = Scene.Of(
            s_alone,
            new SceneTable(Scene.Ads, [.. Enumerable.Range(0, 40).SelectMany(i => new[] { "autumn", "spring", "summer", "winter" }.Select(campaign => new[] { $"p{i}", campaign, "video", "1", "0" }))]));
        CreativeAnswer answer = Run.Answer<CreativeAnswer>(scene, s_byCampaign);
        Assert.Equal(80, answer.Groups.Sum(group => group.Figures.People.Estimate));
        Assert.Equal(40, answer.Total.People.Estimate);
    }

    [Fact]
    public void Intervals_cover_the_exact_figures_as_often_as_they_say()
    {
        Scene scene = Scene.Random(s_alone, seed: 5, people: 500, ads: 2000, others: 1);
        ResponseFigures exact = Run.Answer<CreativeAnswer>(scene, s_total).Total;
        const int Rounds = 200;
        int[] covered = new int[4];
        for (int seed = 0; seed < Rounds; seed++)
        {
            ResponseFigures noisy = Run.Answer<CreativeAnswer>(scene, s_total with { NanoRho = 20_000_000 }, seed).Total;
            covered[0] += Covers(noisy.People, exact.People);
            covered[1] += Covers(noisy.ResponseRate, exact.ResponseRate);
            covered[2] += Covers(noisy.ByFrequency[1].ResponseRate, exact.ByFrequency[1].ResponseRate);
            covered[3] += Covers(noisy.ByFrequency[0].RespondedBy, exact.ByFrequency[0].RespondedBy);
        }

        Assert.All(covered, each => Assert.True(each >= Rounds * 0.89, $"{each} of {Rounds}"));
    }

    [Fact]
    public void Only_what_is_asked_for_is_read_and_as_many_draws_are_made_as_there_are_cells()
    {
        Scene scene = Scene.Random(s_terms, seed: 4, people: 40, ads: 90, others: 40);
        CreativeQuery query = s_byCampaign with { NanoRho = 1_000_000 };
        using Run full = new(scene, query);
        using Run empty = new(scene.Empty(), query);
        full.Compute();
        empty.Compute();
        Assert.Equal(full.BytesDrawn, empty.BytesDrawn);
        Assert.Equal(["id", "campaign", "clicked", "shown_at"], full.Plan.ColumnsOf(Scene.Ads.Id));
        Assert.Equal(["id"], full.Plan.ColumnsOf(Scene.Buyers.Id));
    }

    [Fact]
    public void The_page_for_planners_says_what_its_example_comes_to()
    {
        ExamplePage page = new("creative");
        Scene scene = Scene.Of(s_alone, page.Table(Scene.Ads));
        page.Holds<CreativeAnswer>(scene, answer => new Dictionary<string, (Figure, int)>
        {
            ["people"] = (answer.Total.People, 0),
            ["responded"] = (answer.Total.Responders, 0),
            ["exposure 1: people"] = (answer.Total.ByFrequency[0].People, 0),
            ["exposure 1: responded"] = (answer.Total.ByFrequency[0].Responders, 0),
            ["exposure 2: people"] = (answer.Total.ByFrequency[1].People, 0),
            ["exposure 2: responded"] = (answer.Total.ByFrequency[1].Responders, 0),
            ["exposure 3+: people"] = (answer.Total.ByFrequency[2].People, 0),
            ["exposure 3+: responded"] = (answer.Total.ByFrequency[2].Responders, 0),
        });
    }

    private static void Compare(string?[][] ads, ResponseFigures figures)
    {
        (int Times, bool Responded)[] people =
        [
            .. ads.GroupBy(row => row[0]).Select(person =>
            {
                bool[] responses = [.. person.OrderBy(row => int.Parse(row[3]!)).ThenBy(row => row[4], StringComparer.Ordinal).Select(row => row[4] == "1")];
                int first = Array.IndexOf(responses, true);
                return (first < 0 ? responses.Length : first + 1, first >= 0);
            }),
        ];
        Assert.Equal(people.Length, figures.People.Estimate);
        Assert.Equal(people.Count(person => person.Responded), figures.Responders.Estimate);
        for (int k = 1; k <= 3; k++)
        {
            FrequencyResponse point = figures.ByFrequency[k - 1];
            int atRisk = people.Count(person => person.Times >= k);
            int here = people.Count(person => person.Responded && Math.Min(person.Times, 3) == k);
            Assert.Equal((atRisk, here), ((int)point.People.Estimate, (int)point.Responders.Estimate));
            Assert.Equal(atRisk == 0 ? 0 : (double)here / atRisk, point.ResponseRate.Estimate, 1e-12);
        }
    }

    private static double[] Numbers(CreativeAnswer answer) =>
    [
        .. answer.Groups.Select(group => group.Figures).Append(answer.Total)
            .SelectMany(figures => figures.ByFrequency.SelectMany(point => new[] { point.People.Estimate, point.Responders.Estimate })),
    ];

    private static (CreativeTerms Terms, CreativeQuery Query) Question(string name) => name switch
    {
        "total" => (s_terms, s_total),
        "total alone" => (s_alone, s_total),
        "by campaign" => (s_terms, s_byCampaign),
        "by campaign alone" => (s_alone, s_byCampaign),
        _ => (s_terms, s_filtered),
    };

    private static string?[] Ad(string id, string? at, string clicked) => [id, "autumn", "video", at, clicked];

    private static int Covers(Figure figure, Figure exact) => figure.Low <= exact.Estimate && exact.Estimate <= figure.High ? 1 : 0;
}
