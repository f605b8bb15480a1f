using System.Text;
using System.Text.Json.Nodes;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>The owner's own appraisal and the attestation service's must agree; one of the two is not enough.</summary>
public sealed class SecondOpinionTests
{
    [Fact]
    public void Two_that_agree_are_acceptable()
    {
        AppraisalReport both = Own(new SimulatedEvidence()).And(Opinion(new SimulatedToken()));
        Assert.True(both.Verdict == AppraisalVerdict.Acceptable, string.Join('\n', both.Refusals));
        Assert.Contains(both.Checks, check => check.Claim == "report");
        Assert.Contains(both.Checks, check => check.Claim == "x-ms-runtime");
    }

    [Fact]
    public void A_service_that_sees_it_otherwise_makes_good_evidence_unacceptable()
    {
        SimulatedToken token = new() { Changes = new Dictionary<string, JsonNode?> { ["x-ms-sevsnpvm-is-debuggable"] = true } };
        AppraisalReport both = Own(new SimulatedEvidence()).And(Opinion(token));
        Assert.Equal(AppraisalVerdict.GenuineNotAcceptable, both.Verdict);
        AppraisalCheck denial = Assert.Single(both.Refusals);
        Assert.Equal(("x-ms-sevsnpvm-is-debuggable", "false", "true"), (denial.Claim, denial.Wanted, denial.Found));
    }

    [Fact]
    public void A_service_that_is_content_does_not_make_bad_evidence_acceptable()
    {
        SimulatedEvidence debuggable = new() { Report = new SimulatedReport { ReportData = SimulatedEvidence.ValidClaims.ReportData, Policy = 0xB_001F } };
        AppraisalReport both = Own(debuggable).And(Opinion(new SimulatedToken(), debuggable));
        Assert.Equal(AppraisalVerdict.GenuineNotAcceptable, both.Verdict);
        Assert.Equal("guest.debug", Assert.Single(both.Refusals).Claim);
    }

    [Fact]
    public void A_service_without_an_opinion_agrees_with_nobody()
    {
        AppraisalReport both = Own(new SimulatedEvidence()).And(SecondOpinion.Missing(SimulatedEvidence.Authority, "it cannot be reached"));
        Assert.Equal(AppraisalVerdict.GenuineNotAcceptable, both.Verdict);
        Assert.Equal(("token", "it cannot be reached"), (Assert.Single(both.Refusals).Claim, both.Refusals[0].Found));
    }

    [Fact]
    public void A_token_that_is_not_the_services_or_of_another_time_is_forged()
    {
        Assert.Equal(AppraisalVerdict.Forged, Opinion(new SimulatedToken { Key = TestOnlyKey.EndorsementLeaf }).Verdict);
        Assert.Equal(AppraisalVerdict.Forged, Opinion(new SimulatedToken(), at: SimulatedToken.Now.AddHours(9)).Verdict);
        AppraisalReport other = Opinion(new SimulatedToken { Changes = new Dictionary<string, JsonNode?> { ["iss"] = "https://attest.elsewhere" } });
        Assert.Equal(AppraisalVerdict.Forged, other.Verdict);
        Assert.Contains("Issuer (issuer https://attest.elsewhere)", Assert.Single(other.Refusals).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_to_another_request_is_not_acceptable()
    {
        SimulatedToken token = new() { Changes = new Dictionary<string, JsonNode?> { ["nonce"] = 7 } };
        Assert.Equal("nonce", Assert.Single(Opinion(token).Refusals).Claim);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"token\":7}")]
    [InlineData("{\"token\":\"a.b.c\"}")]
    [InlineData("{\"error\":{\"code\":\"InvalidParameter\"}}")]
    public void An_answer_without_a_token_is_unreadable(string answer) =>
        Assert.Equal(AppraisalVerdict.Unreadable, Judge(Encoding.UTF8.GetBytes(answer), KeySet(), new SimulatedEvidence(), SimulatedToken.Now).Verdict);

    [Fact]
    public void Keys_that_cannot_be_read_are_no_keys() =>
        Assert.Equal(AppraisalVerdict.Unreadable, Judge(Answer(new SimulatedToken()), "{}"u8.ToArray(), new SimulatedEvidence(), SimulatedToken.Now).Verdict);

    [Fact]
    public void The_connection_must_end_at_the_instance_and_answer_the_nonce()
    {
        Evidence evidence = new SimulatedEvidence().Create();
        Digest256 key = evidence.RuntimeClaims.TlsKey;
        ExpectedNonce nonce = ExpectedNonce.Exactly(SimulatedEvidence.Nonce);
        Assert.Equal(AppraisalVerdict.Acceptable, LiveConnection.Appraise(evidence, nonce, key).Verdict);
        Assert.Equal("runtime.tls_key", Assert.Single(LiveConnection.Appraise(evidence, nonce, Digest256.Of("somebody in between"u8)).Refusals).Claim);
        Assert.Equal("runtime.nonce", Assert.Single(LiveConnection.Appraise(evidence, ExpectedNonce.Exactly(new byte[32]), key).Refusals).Claim);
        Assert.Equal(AppraisalVerdict.GenuineNotAcceptable, LiveConnection.AppraiseTlsKey(evidence, default).Verdict);
    }

    [Fact]
    public void A_broken_link_is_named_with_what_it_wanted_and_found()
    {
        SimulatedEvidence evidence = new() { Chain = (SimulatedChain.Milan with { LeafForger = TestOnlyKey.HardwareRoot }).ToPemBelowMilan() };
        AppraisalCheck denial = Assert.Single(Own(evidence).Refusals);
        Assert.Equal("report", denial.Claim);
        Assert.Contains("chain.leaf.signature: wanted signed by 'ASK-SIMULATED'; found 'SEV-VCEK' with a signature", denial.Found, StringComparison.Ordinal);
    }

    private static AppraisalReport Own(SimulatedEvidence evidence)
    {
        Appraiser.TryAppraise(
            evidence.Create(), SimulatedEvidence.Anchors, SimulatedEvidence.Values, SimulatedEvidence.Agreement,
            ExpectedNonce.Exactly(SimulatedEvidence.Nonce), SimulatedEvidence.At, out _, out AppraisalReport report);
        return report;
    }

    private static AppraisalReport Opinion(SimulatedToken token, SimulatedEvidence? evidence = null, DateTimeOffset? at = null) =>
        Judge(Answer(token), KeySet(), evidence ?? new SimulatedEvidence(), at ?? SimulatedToken.Now);

    private static AppraisalReport Judge(byte[] answer, byte[] keys, SimulatedEvidence evidence, DateTimeOffset at) => SecondOpinion.Appraise(
        answer, keys, evidence.Create(), SimulatedEvidence.Anchors, SimulatedEvidence.Values, SimulatedEvidence.Agreement, SimulatedToken.RequestNonce, at);

    private static byte[] Answer(SimulatedToken token) => Encoding.ASCII.GetBytes($"{{\"token\":\"{token}\"}}");

    private static byte[] KeySet() => Encoding.UTF8.GetBytes(SimulatedToken.KeySet((SimulatedToken.SignerId, SimulatedToken.SignerCertificate)));
}
