using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class LookalikeAdmissionTests
{
    private static readonly LookalikeTerms s_terms = LookalikeSamples.Terms;
    private static readonly LookalikeQuery s_query = LookalikeSamples.Query;

    [Fact]
    public void Every_size_of_the_terms_is_admitted() => Assert.All(s_terms.Sizes, size => Assert.Empty(Check(SampleAgreement.Publisher, s_query with { Size = size })));

    [Fact]
    public void Another_size_is_refused()
    {
        foreach (SegmentSize size in new SegmentSize[] { new PermilleSize { Value = 11 }, new PeopleSize { Value = 10 }, new PermilleSize { Value = 3 } })
        {
            DenialReason reason = Assert.Single(Check(SampleAgreement.Publisher, s_query with { Size = size }));
            Assert.Equal((DenialCode.ParameterOutsideTerms, "size", "one of 1 %, 3 people"), (reason.Code, reason.Claim, reason.Wanted));
        }
    }

    [Fact]
    public void The_seeds_owner_may_not_ask() => Assert.Equal([DenialCode.RequesterNotAllowed], Check(SampleAgreement.Advertiser, s_query).Select(reason => reason.Code));

    [Fact]
    public void An_answer_of_the_shape_that_the_question_gives_fits()
    {
        Assert.True(AnswerCheck.Of(s_terms, s_query, LookalikeSamples.Answer).Holds);
        LookalikeAnswer nobody = LookalikeSamples.Answer with { MatchedSeed = ReachSamples.Around(499), IsSeedLargeEnough = false, Segment = HashedIdList.Empty, Curve = [] };
        Assert.True(AnswerCheck.Of(s_terms, s_query, nobody).Holds);
    }

    [Fact]
    public void An_answer_of_another_shape_does_not_fit()
    {
        LookalikeAnswer answer = LookalikeSamples.Answer;
        LookalikeAnswer[] forged =
        [
            answer with { IntervalsCoverBounding = true },
            answer with { Audience = answer.Seed },
            answer with { Seed = answer.Audience },
            answer with { Size = s_terms.Sizes[0] },
            answer with { People = -1 },
            answer with { IsSeedLargeEnough = false },
            answer with { MatchedSeed = ReachSamples.Around(499) },
            answer with { MatchedSeed = ReachSamples.Around(499), IsSeedLargeEnough = false },
            answer with { Segment = SuppressionSamples.Hashes("ana", "ben", "cleo", "dan") },
            answer with { Curve = [] },
            answer with { Curve = [.. answer.Curve.Reverse()] },
            answer with { Curve = [answer.Curve[0] with { People = 11 }, answer.Curve[1]] },
            answer with { InExisting = [ReachSamples.Around(1)] },
        ];
        Assert.All(forged, each => Assert.False(AnswerCheck.Of(s_terms, s_query, each).Holds));
    }

    private static IReadOnlyList<DenialReason> Check(PartyId requester, LookalikeQuery query) =>
        QueryAdmission.Check(SampleAgreement.Valid with { Queries = [s_terms] }, requester, query);
}
