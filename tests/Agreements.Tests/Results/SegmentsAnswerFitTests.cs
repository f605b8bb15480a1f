using System.Text.Json;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Results;

public sealed class SegmentsAnswerFitTests
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static readonly MeasureName s_rows = MeasureName.Parse("rows");
    private static readonly MeasureName s_clicks = MeasureName.Parse("clicks");
    private static readonly MeasureName s_rate = MeasureName.Parse("ctr");

    private static readonly SegmentsQuery s_query = new()
    {
        Terms = SampleAgreement.Segments,
        NanoRho = 5_000_000,
        AttoDelta = 0,
        Keys = [SampleAgreement.Column(SampleAgreement.Feeds, "section")],
        Measures = [new RowsMeasure { Name = s_rows }, new OutcomeMeasure { Name = s_clicks, Column = SampleTerms.Label }, new RatioMeasure { Name = s_rate, Of = s_clicks, Per = s_rows }],
        Where = [],
        Having = [],
        OrderBy = [],
        Limit = 2,
    };

    private static readonly SegmentsAnswer s_answer = new()
    {
        Covers = "everybody",
        IntervalsCoverBounding = false,
        Keys = s_query.Keys,
        Groups = [Group("news"), Group("sport")],
        Other = Line(s_rows, s_clicks, s_rate),
        Total = Line(s_rows, s_clicks, s_rate),
        GroupsLeftOut = 1,
    };

    [Fact]
    public void Groups_and_figures_of_the_question_fit_and_a_ratio_may_be_missing()
    {
        Assert.True(Fits(s_answer));
        Assert.True(Fits(s_answer with { Other = Line(s_rows, s_clicks) }));
        Assert.True(Fits(s_answer with { Groups = [] }));
    }

    [Fact]
    public void Other_groups_figures_or_numbers_of_them_do_not()
    {
        SegmentsAnswer[] others =
        [
            s_answer with { IntervalsCoverBounding = true },
            s_answer with { Keys = [] },
            s_answer with { Groups = [Group("news"), Group("news")] },
            s_answer with { Groups = [Group("news"), Group("sport"), Group("culture")] },
            s_answer with { Groups = [Group("news", "top")] },
            s_answer with { Groups = [Group()] },
            s_answer with { Groups = [Group("news") with { Figures = Line(s_rows) }] },
            s_answer with { Groups = [Group("news") with { Figures = Line(s_clicks, s_rows) }] },
            s_answer with { Groups = [Group("news") with { Figures = Line(s_rows, s_rows, s_clicks) }] },
            s_answer with { Other = [] },
            s_answer with { Total = Line(s_rows, s_clicks, s_rate, s_rate) },
            s_answer with { GroupsLeftOut = -1 },
            s_answer with { GroupsLeftOut = SampleTerms.Segments.MaximumGroups - 1 },
        ];
        Assert.All(others, other => Assert.False(Fits(other)));
    }

    private static bool Fits(SegmentsAnswer answer)
    {
        byte[] signed = SampleResult.SignChanged(root =>
        {
            root["query"] = JsonSerializer.SerializeToNode<Query>(s_query, s_json);
            root["answer"] = JsonSerializer.SerializeToNode<Answer>(answer, s_json);
        });
        ResultVerification verification = ResultVerifier.Verify(signed, SampleAgreement.Signed, AgreementAnchor.KnownHash(SampleAgreement.Signed.Hash), ExpectedJob.Any);
        return verification.Checks.Single(check => check.Claim == "answer").Holds;
    }

    private static SegmentFigures Group(params string[] values) => new() { Values = values, Figures = Line(s_rows, s_clicks, s_rate) };

    private static MeasureFigure[] Line(params MeasureName[] names) =>
        [.. names.Select(name => new MeasureFigure { Measure = name, Figure = new Figure { Estimate = 1, Low = 0, High = 2 } })];
}
