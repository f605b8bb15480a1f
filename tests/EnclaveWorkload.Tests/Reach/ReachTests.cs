using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Reach;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Reach;

public sealed class ReachTests
{
    /// <summary>ρ so large that the noise is 0 but by a chance that never comes: the path with noise, without noise.</summary>
    private const long Noiseless = 10_000_000_000_000;

    private static readonly ReachTerms s_terms = new()
    {
        Id = TermsId.Parse("reach"),
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = Noiseless,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Exposures = Scene.Ads.Id,
        Audience = [Scene.Buyers.Id],
        Keys = [Scene.Column(Scene.Ads, "campaign")],
        Filters = [Scene.Column(Scene.Ads, "creative"), Scene.Column(Scene.Buyers, "gender")],
        MaximumFrequency = 10,
        GroupsPerPerson = 2,
    };

    private static readonly ReachTerms s_alone = s_terms with { Audience = [], Filters = [Scene.Column(Scene.Ads, "creative")] };

    private static readonly ReachQuery s_total = new() { Terms = s_terms.Id, NanoRho = Noiseless, Keys = [], Filters = [], FrequencyCap = 3 };

    private static readonly ReachQuery s_byCampaign = s_total with { Keys = s_terms.Keys };

    private static readonly ReachQuery s_filtered = s_byCampaign with
    {
        Filters = [Filter(Scene.Ads, "creative", "video", "banner"), Filter(Scene.Buyers, "gender", "f")],
    };

    public static TheoryData<string> Questions => ["total", "total alone", "by campaign", "by campaign alone", "filtered"];

    [Theory]
    [MemberData(nameof(Questions))]
    public void Removing_anybody_from_any_subset_of_the_tables_stays_within_the_declared_norms_and_reaches_them(string name)
    {
        (ReachTerms terms, ReachQuery query) = Question(name);
        Removals.AreTight(Removals.Of(terms, query, bounded =>
            Assert.IsType<BoundedReach>(bounded) is { Groups.Length: > 0 } both ? [both.Total, both.Groups] : [((BoundedReach)bounded).Total]));
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Without_noise_and_where_no_bound_binds_the_figures_are_those_of_a_plain_count(string name)
    {
        (ReachTerms terms, ReachQuery query) = Question(name);
        Scene scene = Scene.Random(terms with { GroupsPerPerson = 10 }, seed: 7, people: 30, ads: 140, others: 40);
        ReachAnswer answer = Run.Answer<ReachAnswer>(scene, query);
        string?[][] ads = [.. scene.Table(Scene.Ads.Id).Rows.Where(row => row[0] is not null && (query.Filters.Count == 0 || row[2] is "video" or "banner"))];
        HashSet<string?> audience = [.. terms.Audience.Count == 0 ? [] : scene.Table(Scene.Buyers.Id).Rows.Select(row => row[0]).Where(id => id is not null)];
        if (query.Filters.Count > 0)
        {
            audience = [.. audience.Where(id => Mode(scene, id) == "f")];
        }

        Compare(ads, audience, answer.Total);
        Assert.Equal(query.Keys.Count == 0 ? 0 : 4, answer.Groups.Count);
        string[] public3 = ["autumn", "spring", "summer"];
        foreach (ReachGroup group in answer.Groups)
        {
            Compare([.. ads.Where(row => group.Values is [string value] ? row[1] == value : !public3.Contains(row[1]))], audience, group.Figures);
        }

        Assert.Equal(terms.Audience.Count, answer.AudiencePeople.Count);
        Assert.All(answer.AudiencePeople, people => Assert.Equal(audience.Count, people.Estimate));
    }

    [Fact]
    public void A_person_counts_in_no_more_groups_than_the_terms_say_and_the_total_is_not_bounded()
    {
        Scene scene = Scene.Of(
            s_alone,
            new SceneTable(Scene.Ads, [.. Enumerable.Range(0, 40).SelectMany(i => new[] { "autumn", "spring", "summer", "winter" }.Select(campaign => Ad($"p{i}", campaign)))]));
        ReachAnswer answer = Run.Answer<ReachAnswer>(scene, s_byCampaign);
        Assert.Equal(80, answer.Groups.Sum(group => group.Figures.Everybody.Reach.Estimate));
        Assert.Equal([0, 0, 40], answer.Total.Everybody.Histogram.Select(figure => figure.Estimate));
        Assert.False(answer.IntervalsCoverBounding);
    }

    [Fact]
    public void Few_people_under_much_noise_add_up_to_the_last_one()
    {
        Scene scene = Scene.Random(s_terms, seed: 3, people: 12, ads: 30, others: 12);
        int negative = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            ReachAnswer answer = Run.Answer<ReachAnswer>(scene, s_byCampaign with { NanoRho = 5_000_000 }, seed);
            foreach (FrequencyFigures figures in answer.Groups.Select(group => group.Figures).Append(answer.Total).SelectMany(each => each.OnTarget.Select(on => on.Frequency).Append(each.Everybody)))
            {
                Assert.Equal(figures.Reach.Estimate, figures.Histogram.Sum(figure => figure.Estimate));
                Assert.Equal(figures.AtLeast.Select(figure => figure.Estimate), Enumerable.Range(0, figures.Histogram.Count).Select(from => figures.Histogram.Skip(from).Sum(figure => figure.Estimate)));
                Assert.All([.. figures.Histogram, .. figures.AtLeast], figure => Assert.InRange(figure.Estimate, figure.Low, figure.High));
                negative += figures.Histogram.Count(figure => figure.Estimate < 0);
            }
        }

        Assert.True(negative > 0, "no count was below 0, so that nothing would have been raised to it");
    }

    [Fact]
    public void Everything_adds_up_under_noise()
    {
        Scene scene = Scene.Random(s_terms, seed: 3, people: 400, ads: 2000, others: 500);
        ReachAnswer answer = Run.Answer<ReachAnswer>(scene, s_byCampaign with { NanoRho = 100_000_000 });
        foreach (FrequencyFigures figures in answer.Groups.Select(group => group.Figures).Append(answer.Total).SelectMany(each => each.OnTarget.Select(on => on.Frequency).Append(each.Everybody)))
        {
            Assert.Equal(figures.Reach.Estimate, figures.Histogram.Sum(figure => figure.Estimate), 1e-9);
            Assert.Equal(figures.Reach, figures.AtLeast[0]);
            for (int i = 0; i < figures.Histogram.Count - 1; i++)
            {
                Assert.Equal(figures.Histogram[i].Estimate, figures.AtLeast[i].Estimate - figures.AtLeast[i + 1].Estimate, 1e-9);
            }
        }
    }

    [Fact]
    public void Intervals_cover_the_exact_figures_as_often_as_they_say()
    {
        Scene scene = Scene.Random(s_terms, seed: 5, people: 300, ads: 1500, others: 300);
        ReachFigures exact = Run.Answer<ReachAnswer>(scene, s_byCampaign).Total;
        const int Rounds = 200;
        int[] covered = new int[6];
        for (int seed = 0; seed < Rounds; seed++)
        {
            ReachFigures noisy = Run.Answer<ReachAnswer>(scene, s_total with { NanoRho = 20_000_000 }, seed).Total;
            covered[0] += Covers(noisy.Everybody.Reach, exact.Everybody.Reach);
            covered[1] += Covers(noisy.Everybody.AtLeast[1], exact.Everybody.AtLeast[1]);
            covered[2] += Covers(noisy.Everybody.MeanFrequency, exact.Everybody.MeanFrequency);
            covered[3] += Covers(noisy.OnTarget[0].OnTargetShare, exact.OnTarget[0].OnTargetShare);
            covered[4] += Covers(noisy.OnTarget[0].ReachedShare, exact.OnTarget[0].ReachedShare);
            covered[5] += Covers(noisy.OnTarget[0].Frequency.MeanFrequency, exact.OnTarget[0].Frequency.MeanFrequency);
        }

        // 95 % less four deviations of so many rounds.
        Assert.All(covered, each => Assert.True(each >= Rounds * 0.89, $"{each} of {Rounds}"));
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Noise_is_drawn_in_a_number_and_at_a_cost_that_the_plan_fixes(string name)
    {
        (ReachTerms terms, ReachQuery query) = Question(name);
        query = query with { NanoRho = 10_000_000 };
        Scene scene = Scene.Random(terms, seed: 6, people: 50, ads: 200, others: 90);
        using Run full = new(scene, query);
        using Run empty = new(scene.Empty(), query);
        PrivateRelease<Answer> release = full.Compute();
        empty.Compute();
        Assert.Equal(full.BytesDrawn, empty.BytesDrawn);
        Assert.Equal(full.Plan.Privacy.Cost, release.Cost);
        Assert.InRange(release.Cost.NanoRho, query.NanoRho - 2, query.NanoRho);
        Assert.Equal(0, release.Cost.AttoDelta);
    }

    [Fact]
    public void Only_ids_keys_and_filters_are_read()
    {
        QueryPlan plan = QueryPlanner.Plan(Scene.Of(s_terms).Agreement, s_filtered);
        Assert.Equal(["id", "campaign", "creative"], plan.ColumnsOf(Scene.Ads.Id));
        Assert.Equal(["id", "gender"], plan.ColumnsOf(Scene.Buyers.Id));
        Assert.Equal(["id"], QueryPlanner.Plan(Scene.Of(s_terms).Agreement, s_total).ColumnsOf(Scene.Ads.Id));
    }

    [Fact]
    public void The_page_for_planners_says_what_its_example_comes_to()
    {
        ExamplePage page = new("reach");
        Scene scene = Scene.Of(s_terms, page.Table(Scene.Ads), page.Table(Scene.Buyers));
        page.Holds<ReachAnswer>(scene, answer => new Dictionary<string, (Figure, int)>
        {
            ["people reached"] = (answer.Total.Everybody.Reach, 0),
            ["exactly 1 time"] = (answer.Total.Everybody.Histogram[0], 0),
            ["exactly 2 times"] = (answer.Total.Everybody.Histogram[1], 0),
            ["3 times or more"] = (answer.Total.Everybody.Histogram[2], 0),
            ["2 times or more"] = (answer.Total.Everybody.AtLeast[1], 0),
            ["audience"] = (answer.AudiencePeople[0], 0),
            ["audience reached"] = (answer.Total.OnTarget[0].Frequency.Reach, 0),
            ["autumn: people reached"] = (answer.Groups[0].Figures.Everybody.Reach, 1),
            ["spring: people reached"] = (answer.Groups[1].Figures.Everybody.Reach, 1),
            ["summer: people reached"] = (answer.Groups[2].Figures.Everybody.Reach, 1),
            ["all others: people reached"] = (answer.Groups[3].Figures.Everybody.Reach, 1),
        });
        ReachFigures exact = Run.Answer<ReachAnswer>(scene, page.Query with { NanoRho = Noiseless }).Total;
        Assert.Equal((2.0, 1 / 3.0, 0.5), (exact.Everybody.MeanFrequency.Estimate, exact.OnTarget[0].OnTargetShare.Estimate, exact.OnTarget[0].ReachedShare.Estimate));
    }

    private static void Compare(string?[][] ads, HashSet<string?> audience, ReachFigures figures)
    {
        (string? Person, int Times)[] people = [.. ads.GroupBy(row => row[0]).Select(person => (person.Key, person.Count()))];
        Compare([.. people.Select(person => person.Times)], figures.Everybody);
        foreach (OnTargetFigures onTarget in figures.OnTarget)
        {
            int reached = people.Count(person => audience.Contains(person.Person));
            Compare([.. people.Where(person => audience.Contains(person.Person)).Select(person => person.Times)], onTarget.Frequency);
            Assert.Equal((double)reached / people.Length, onTarget.OnTargetShare.Estimate, 1e-12);
            Assert.Equal((double)reached / audience.Count, onTarget.ReachedShare.Estimate, 1e-12);
        }
    }

    private static void Compare(int[] times, FrequencyFigures figures)
    {
        Assert.Equal(times.Length, figures.Reach.Estimate);
        Assert.Equal([times.Count(n => n == 1), times.Count(n => n == 2), times.Count(n => n >= 3)], figures.Histogram.Select(figure => (int)figure.Estimate));
        Assert.Equal([times.Length, times.Count(n => n >= 2), times.Count(n => n >= 3)], figures.AtLeast.Select(figure => (int)figure.Estimate));
        Assert.Equal(times.Average(n => Math.Min(n, 3)), figures.MeanFrequency.Estimate, 1e-12);
    }

    private static string? Mode(Scene scene, string? id) => scene.Table(Scene.Buyers.Id).Rows
        .Where(row => row[0] == id && row[1] is not null)
        .GroupBy(row => row[1])
        .OrderByDescending(group => group.Count())
        .ThenByDescending(group => group.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key;

    private static (ReachTerms Terms, ReachQuery Query) Question(string name) => name switch
    {
        "total" => (s_terms, s_total),
        "total alone" => (s_alone, s_total),
        "by campaign" => (s_terms, s_byCampaign),
        "by campaign alone" => (s_alone, s_byCampaign),
        _ => (s_terms, s_filtered),
    };

    private static ValueFilter Filter(DatasetTerms dataset, string column, params string[] values) => new() { Column = Scene.Column(dataset, column), Values = values };

    private static string?[] Ad(string id, string campaign) => [id, campaign, "video", "0", "0"];

    private static int Covers(Figure figure, Figure exact) => figure.Low <= exact.Estimate && exact.Estimate <= figure.High ? 1 : 0;
}
