using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class OverlapAdmissionTests
{
    private static readonly ColumnReference s_section = SampleAgreement.Column(SampleAgreement.Feeds, "section");
    private static readonly OverlapTerms s_terms = SampleTerms.Overlap with { Keys = [s_section] };
    private static readonly OverlapQuery s_query = new() { Terms = s_terms.Id, NanoRho = 2_000_000, Keys = [s_section] };

    private static readonly OverlapAnswer s_answer = new()
    {
        Covers = "",
        IntervalsCoverBounding = false,
        Overlap = ReachSamples.Around(5),
        Tables = [.. s_terms.Datasets.Select(dataset => new TableFigures { Dataset = dataset, People = ReachSamples.Around(9), MatchRate = ReachSamples.Around(0.4) })],
        Segments = [Segment("culture"), Segment("news"), Segment("sport"), Segment()],
    };

    [Fact]
    public void A_key_is_one_of_the_terms_and_there_is_one_at_most()
    {
        Assert.Empty(Check(s_query));
        Assert.Empty(Check(s_query with { Keys = [] }));
        Assert.Equal(["keys"], Check(s_query with { Keys = [SampleAgreement.Column(SampleAgreement.Ads, "slot")] }).Select(reason => reason.Claim));
        Assert.Equal(["keys", "keys"], Check(s_query with { Keys = [s_section, s_section] }).Select(reason => reason.Claim));
    }

    [Fact]
    public void An_answer_of_another_shape_than_the_question_gives_does_not_fit()
    {
        Assert.True(AnswerCheck.Of(s_terms, s_query, s_answer).Holds);
        RegionFigures region = new() { Datasets = s_terms.Datasets, People = ReachSamples.Around(1) };
        OverlapAnswer[] forged =
        [
            s_answer with { IntervalsCoverBounding = true },
            s_answer with { Tables = [.. s_answer.Tables.Reverse()] },
            s_answer with { Tables = [s_answer.Tables[0]] },
            s_answer with { Segments = [] },
            s_answer with { Segments = [.. s_answer.Segments.Skip(1)] },
            s_answer with { Segments = [Segment("weather"), .. s_answer.Segments.Skip(1)] },
            s_answer with { Regions = [region] },
            s_answer with { Pairs = [new PairFigures { First = s_terms.Left, Second = s_terms.Right, People = region.People, FirstMatchRate = region.People, SecondMatchRate = region.People }] },
        ];
        Assert.All(forged, each => Assert.False(AnswerCheck.Of(s_terms, s_query, each).Holds));
        Assert.False(AnswerCheck.Of(s_terms, s_query with { Keys = [] }, s_answer).Holds);
    }

    private static OverlapSegment Segment(params string[] values) =>
        new() { Values = values, People = ReachSamples.Around(3), Overlap = ReachSamples.Around(1), MatchRate = ReachSamples.Around(0.3) };

    private static IReadOnlyList<DenialReason> Check(OverlapQuery query) =>
        QueryAdmission.Check(SampleAgreement.Valid with { Queries = [s_terms] }, SampleAgreement.Advertiser, query);
}
