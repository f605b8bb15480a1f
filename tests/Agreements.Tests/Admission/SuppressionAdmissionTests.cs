using System.Text.Json.Nodes;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class SuppressionAdmissionTests
{
    private static readonly SuppressionTerms s_terms = SuppressionSamples.Terms;
    private static readonly SuppressionQuery s_query = SuppressionSamples.Query;

    [Fact]
    public void What_the_terms_allow_is_admitted_up_to_their_limits()
    {
        Assert.Empty(Check(s_query));
        Assert.Empty(Check(s_query with { NanoRho = s_terms.MaximumNanoRho }));
        Assert.Empty(Check(s_query with { EpsilonPermille = 100, NanoRho = 4_995_838 }));
    }

    [Theory]
    [InlineData(99)]
    [InlineData(0)]
    [InlineData(-3000)]
    [InlineData(10_001)]
    [InlineData(int.MaxValue)]
    public void An_epsilon_outside_its_limits_is_refused(int epsilon) => Outside("epsilonPermille", s_query with { EpsilonPermille = epsilon });

    [Fact]
    public void What_epsilon_costs_must_be_asked_for_and_within_the_terms()
    {
        DenialReason reason = Outside("nanoRho", s_query with { NanoRho = 2_715_444_760 });
        Assert.Equal(("2715444760", "at least 2715444761, which epsilonPermille 3000 costs"), (reason.Found, reason.Wanted));
        Outside("nanoRho", s_query with { EpsilonPermille = 3001, NanoRho = 2_715_444_761 });
        Outside("nanoRho", s_query with { EpsilonPermille = 10_000, NanoRho = 9_999_092_043 });
    }

    [Fact]
    public void Nobody_but_the_recipient_may_ask_so_nobody_else_is_answered_from_the_record() => Assert.Equal(
        [DenialCode.RequesterNotAllowed],
        QueryAdmission.Check(Agreement, SampleAgreement.Advertiser, s_query).Select(reason => reason.Code));

    [Fact]
    public void Epsilon_three_flips_less_than_one_answer_in_twenty()
    {
        Assert.Equal(0.04743, s_query.FalseRate, 0.00001);
        Assert.Equal(0.5, (s_query with { EpsilonPermille = 1 }).FalseRate, 0.001);
    }

    [Fact]
    public void An_answer_of_the_shape_that_the_question_gives_fits() => Assert.True(AnswerCheck.Of(s_terms, s_query, SuppressionSamples.Answer).Holds);

    [Fact]
    public void An_answer_of_another_shape_or_with_other_rates_does_not_fit()
    {
        SuppressionAnswer answer = SuppressionSamples.Answer;
        SuppressionAnswer[] forged =
        [
            answer with { IntervalsCoverBounding = true },
            answer with { Own = answer.Partner },
            answer with { Partner = answer.Own },
            answer with { EpsilonPermille = 2000 },
            answer with { FalsePositiveRate = 0.01 },
            answer with { FalseNegativeRate = 0.01 },
            answer with { People = 1 },
            answer with { People = s_terms.MaximumPeople + 1 },
        ];
        Assert.All(forged, each => Assert.False(AnswerCheck.Of(s_terms, s_query, each).Holds));
    }

    [Fact]
    public void A_list_longer_than_any_other_document_may_be_is_read()
    {
        const int People = 250_000;
        byte[] hashes = new byte[People * HashedId.Length];
        for (int place = 0; place < People; place++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(hashes.AsSpan(place * HashedId.Length), place);
        }

        SuppressionAnswer answer = SuppressionSamples.Answer with { People = People, Listed = HashedIdList.Of(hashes) };
        Assert.True(AnswerCheck.Of(s_terms with { MaximumPeople = People }, s_query, answer).Holds);
    }

    [Fact]
    public void The_result_names_the_neighbours_towards_its_one_recipient_and_a_stronger_claim_is_refused()
    {
        JsonObject payload = Payload();
        Assert.Equal(
            "all rows of one normalised id in any non-empty subset of the tables that 'publisher' does not own, towards 'publisher' alone",
            payload["privacy"]!["neighbours"]!.GetValue<string>());
        Assert.True(PrivacyStatement(payload).Holds);
        payload["privacy"]!["neighbours"] = PrivacyTerms.PersonNeighbours;
        Assert.False(PrivacyStatement(payload).Holds);
    }

    [Fact]
    public void Randomised_response_costs_what_its_epsilon_implies_and_no_less()
    {
        Assert.True(Mechanisms("3", "3", 2_715_444_761).Holds);
        Assert.True(Mechanisms("3", "4", 3_856_110_321).Holds);
        Assert.False(Mechanisms("3", "3", 2_715_444_760).Holds);
        Assert.False(Mechanisms("3", "2", 2_715_444_761).Holds);
        Assert.False(Mechanisms("3", "none", 2_715_444_761).Holds);
        Assert.False(Mechanisms("3", "3", 2_715_444_761, l0: 2).Holds);
        Assert.False(Mechanisms("3", "3", 2_715_444_761, norm: "L1").Holds);
        Assert.False(Mechanisms("0", "3", 2_715_444_761).Holds);
    }

    private static Agreement Agreement => SampleAgreement.Valid with { Queries = [s_terms] };

    private static JsonObject Payload()
    {
        SignedAgreement agreement = SampleAgreement.Open(SampleAgreement.Sign(Agreement));
        return JsonNode.Parse(SampleResult.PayloadUnder(agreement, SampleEvidence.For(agreement.Hash), s_query, SuppressionSamples.Answer))!.AsObject();
    }

    private static VerificationCheck PrivacyStatement(JsonObject payload) => Checked(payload, "privacy statement");

    private static VerificationCheck Mechanisms(string scale, string epsilon, long nanoRho, long l0 = 1, string norm = "L0")
    {
        JsonObject payload = Payload();
        JsonNode mechanism = payload["mechanisms"]![0]!;
        (mechanism["mechanism"], mechanism["norm"], mechanism["scale"], mechanism["epsilon"], mechanism["nanoRho"]) = ("randomisedResponse", norm, scale, epsilon, nanoRho);
        mechanism["sensitivity"] = new JsonObject { ["l0"] = l0, ["l1"] = l0, ["l2Squared"] = l0, ["lInfinity"] = 1 };
        return Checked(payload, "mechanisms");
    }

    private static VerificationCheck Checked(JsonObject payload, string claim)
    {
        SignedAgreement agreement = SampleAgreement.Open(SampleAgreement.Sign(Agreement));
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(payload.ToJsonString());
        return ResultVerifier.Verify(SampleResult.Sign(bytes), agreement, AgreementAnchor.KnownHash(agreement.Hash), ExpectedJob.Any).Checks.Single(check => check.Claim == claim);
    }

    private static IReadOnlyList<DenialReason> Check(SuppressionQuery query) => QueryAdmission.Check(Agreement, SampleAgreement.Publisher, query);

    private static DenialReason Outside(string claim, SuppressionQuery query)
    {
        DenialReason reason = Assert.Single(Check(query));
        Assert.Equal((DenialCode.ParameterOutsideTerms, claim), (reason.Code, reason.Claim));
        return reason;
    }
}
