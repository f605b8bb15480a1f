using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.RealData;

/// <summary>
/// Reach, overlap and profile of public data, without noise and with it, as the pages of docs/questions show them. The true values were counted outside, by <c>true-values.sh</c> beside this file.
/// </summary>
public sealed class AudienceQuestionsTests(ITestOutputHelper output)
{
    private const long Noiseless = 10_000_000_000_000;
    private const long Price = 10_000_000;
    private const string Count = "#,0";
    private const string Share = "0.0 %";
    private const string Number = "0.00";

    private static readonly string[] s_header = ["of the public data", "true value", "noised"];

    private static readonly string[] s_campaigns = ["105960", "118601", "359520", "360936", "396664", "404347", "405490", "414149", "82320", "98970"];

    private static readonly DatasetTerms s_impressions = Scene.Ads with
    {
        Columns = [Scene.Ads.Columns[0], Scene.Ads.Columns[1] with { Domain = new VocabularyDomain { Values = s_campaigns } }, Scene.Ads.Columns[4]],
    };

    private static readonly DatasetTerms s_users = Scene.Buyers with
    {
        Columns =
        [
            Scene.Buyers.Columns[0],
            Scene.Buyers.Columns[1] with { Domain = new VocabularyDomain { Values = ["Female", "Male"] } },
            Scene.Buyers.Columns[3],
        ],
    };

    private static readonly ReachTerms s_reach = new()
    {
        Id = TermsId.Parse("reach"),
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = Noiseless,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Exposures = s_impressions.Id,
        Audience = [s_users.Id],
        Keys = [Scene.Column(s_impressions, "campaign")],
        Filters = [Scene.Column(s_users, "gender")],
        MaximumFrequency = 10,
        GroupsPerPerson = 10,
    };

    private static readonly ReachQuery s_reachQuery = new()
    {
        Terms = s_reach.Id,
        NanoRho = Noiseless,
        Keys = s_reach.Keys,
        Filters = [new ValueFilter { Column = s_reach.Filters[0], Values = ["Female"] }],
        FrequencyCap = 5,
    };

    private readonly List<string[]> _rows = [];

    [Fact]
    public void Reach_of_the_impressions_and_of_the_women_among_them()
    {
        Scene scene = Impressions(s_reach);
        ReachAnswer exact = Run.Answer<ReachAnswer>(scene, s_reachQuery);
        Assert.Equal([31_884, 6025, 1788, 790, 1113], exact.Total.Everybody.Histogram.Select(figure => figure.Estimate));
        Assert.Equal([4525, 41_600], [exact.AudiencePeople[0].Estimate, exact.Total.Everybody.Reach.Estimate]);
        Assert.Equal(1.39478, exact.Total.Everybody.MeanFrequency.Estimate, 1e-5);
        Assert.Equal([2904, 3833, 11_387, 5783, 2905, 3197, 11_168, 3066, 2789, 4106, 0], exact.Groups.Select(group => group.Figures.Everybody.Reach.Estimate));
        Assert.Equal([500, 307, 1402, 756, 232, 301, 930, 462, 247, 414, 0], exact.Groups.Select(group => group.Figures.OnTarget[0].Frequency.Reach.Estimate));

        Scene bounded = Impressions(s_reach with { GroupsPerPerson = 3 });
        ReachAnswer noisy = Run.Answer<ReachAnswer>(bounded, s_reachQuery with { NanoRho = Price });
        Near("reach", exact.Total.Everybody.Reach, noisy.Total.Everybody.Reach);
        Near("exactly 1", exact.Total.Everybody.Histogram[0], noisy.Total.Everybody.Histogram[0]);
        Near("5 or more", exact.Total.Everybody.Histogram[4], noisy.Total.Everybody.Histogram[4]);
        Near("mean frequency", exact.Total.Everybody.MeanFrequency, noisy.Total.Everybody.MeanFrequency, "0.0000");
        Near("on-target share", exact.Total.OnTarget[0].OnTargetShare, noisy.Total.OnTarget[0].OnTargetShare, Share);
        Show("campaign 359520, at most 3 campaigns a person", exact.Groups[2].Figures.Everybody.Reach, noisy.Groups[2].Figures.Everybody.Reach, Count);
        Assert.Equal(_rows, new QuestionPage("reach.md").Table(s_header));
    }

    [Fact]
    public void Profile_of_those_who_clicked()
    {
        ProfileTerms terms = new()
        {
            Id = TermsId.Parse("profile"),
            Requesters = [],
            Recipients = [],
            MaximumNanoRho = Noiseless,
            MaximumAttoDelta = 0,
            AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
            People = s_users.Id,
            Partner = s_impressions.Id,
            Base = ProfileBase.InBoth,
            Columns = [new ProfileColumn { Column = Scene.Column(s_users, "gender"), Edges = [] }, new ProfileColumn { Column = Scene.Column(s_users, "age"), Edges = [2, 3, 4, 5] }],
            Segments = [Scene.Column(s_impressions, "clicked")],
        };
        ProfileQuery query = new()
        {
            Terms = terms.Id,
            NanoRho = Noiseless,
            Columns = [.. terms.Columns.Select(column => column.Column)],
            Segment = new OutcomeSegment { Label = terms.Segments[0] },
        };
        ProfileAnswer exact = Run.Answer<ProfileAnswer>(Impressions(terms), query);
        Assert.Equal([420, 3347, 174], exact.Columns[0].Cells.Select(cell => cell.InSegment.Estimate));
        Assert.Equal([4525, 35_380, 1695], exact.Columns[0].Cells.Select(cell => cell.InBase.Estimate));
        Assert.Equal([386, 1281, 1306, 485, 309, 174], exact.Columns[1].Cells.Select(cell => cell.InSegment.Estimate));
        Assert.Equal([3893, 12_624, 14_328, 5888, 3172, 1695], exact.Columns[1].Cells.Select(cell => cell.InBase.Estimate));

        ProfileAnswer noisy = Run.Answer<ProfileAnswer>(Impressions(terms), query with { NanoRho = Price });
        Near("clickers", exact.SegmentPeople, noisy.SegmentPeople);
        Near("base", exact.BasePeople, noisy.BasePeople);
        Near("index of women", exact.Columns[0].Cells[0].Index[0], noisy.Columns[0].Cells[0].Index[0], Number);
        Near("index of age level 2", exact.Columns[1].Cells[1].Index[0], noisy.Columns[1].Cells[1].Index[0], Number);
        Near("index of age level 3", exact.Columns[1].Cells[2].Index[0], noisy.Columns[1].Cells[2].Index[0], Number);
        Near("index of age level 4", exact.Columns[1].Cells[3].Index[0], noisy.Columns[1].Cells[3].Index[0], Number);
        Assert.Equal(_rows, new QuestionPage("profile.md").Table(s_header));
    }

    [Fact]
    public void Overlap_of_those_who_rated_a_film_with_everybody_by_gender()
    {
        OverlapTerms terms = new()
        {
            Id = TermsId.Parse("overlap"),
            Requesters = [],
            Recipients = [],
            MaximumNanoRho = Noiseless,
            MaximumAttoDelta = 0,
            AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
            Left = s_impressions.Id,
            Right = s_users.Id,
            Keys = [Scene.Column(s_users, "gender")],
        };
        string folder = SharedData.Require("data", "movielens_100k");
        Scene scene = Over(
            terms,
            [.. File.ReadLines(Path.Combine(folder, "u.data")).Select(line => line.Split('\t')).Where(row => row[1] == "1").Select(row => new[] { row[0], null, "0" })],
            [.. File.ReadLines(Path.Combine(folder, "u.user")).Select(line => line.Split('|')).Select(row => new[] { row[0], row[2] == "F" ? "Female" : "Male", row[1] })]);
        OverlapQuery query = new() { Terms = terms.Id, NanoRho = Noiseless, Keys = terms.Keys };
        OverlapAnswer exact = Run.Answer<OverlapAnswer>(scene, query);
        OverlapAnswer noisy = Run.Answer<OverlapAnswer>(scene, query with { NanoRho = Price });
        Assert.Equal([452, 943, 452], [exact.Tables[0].People.Estimate, exact.Tables[1].People.Estimate, exact.Overlap.Estimate]);
        Assert.Equal([273, 670, 0], exact.Segments.Select(segment => segment.People.Estimate));
        Assert.Equal([119, 333, 0], exact.Segments.Select(segment => segment.Overlap.Estimate));
        Near("rated it", exact.Overlap, noisy.Overlap);
        Near("women who rated it", exact.Segments[0].Overlap, noisy.Segments[0].Overlap);
        Near("match rate of women", exact.Segments[0].MatchRate, noisy.Segments[0].MatchRate, Share);
        Near("men who rated it", exact.Segments[1].Overlap, noisy.Segments[1].Overlap);
        Near("match rate of men", exact.Segments[1].MatchRate, noisy.Segments[1].MatchRate, Share);
        Assert.Equal(_rows, new QuestionPage("overlap.md").Table(s_header));
    }

    private static Scene Impressions(QueryTerms terms)
    {
        string[][] rows = [.. File.ReadLines(SharedData.Require("data", "ydata_ctr", "ctr_60k.csv")).Skip(1).Select(line => line.Split(','))];
        return Over(
            terms,
            [.. rows.Select(row => new[] { row[2], row[4], row[14] })],
            [.. rows.DistinctBy(row => row[2]).Select(row => new[] { row[2], row[9].Length == 0 ? null : row[9], row[10].Length == 0 ? null : row[10] })]);
    }

    private static Scene Over(QueryTerms terms, string?[][] impressions, string?[][] users) =>
        new(Sample.Agreement(terms) with { Datasets = [s_impressions, s_users] }, [new SceneTable(s_impressions, impressions), new SceneTable(s_users, users)]);

    /// <summary>The seed is fixed, so a figure outside twice its interval's reach would be a mistake and not bad luck.</summary>
    private void Near(string name, Figure exact, Figure noisy, string format = Count)
    {
        Show(name, exact, noisy, format);
        double slack = noisy.High - noisy.Low;
        Assert.InRange(exact.Estimate, noisy.Low - slack, noisy.High + slack);
    }

    private void Show(string name, Figure exact, Figure noisy, string format)
    {
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        string[] row = [name, Text(exact.Estimate), $"{Text(noisy.Estimate)} [{Text(noisy.Low)}; {Text(noisy.High)}]"];
        output.WriteLine($"| {string.Join(" | ", row)} |");
        _rows.Add(row);
    }
}
