using System.Text.Json.Nodes;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class TokenAppraiserTests
{
    [Fact]
    public void A_token_that_agrees_with_the_evidence_is_acceptable()
    {
        Evidence evidence = new SimulatedEvidence().Create();
        Assert.True(Appraise(new SimulatedToken(), evidence, out AppraisedToken? appraised, out AppraisalReport report), string.Join('\n', report.Checks));
        Assert.Same(evidence, appraised.Evidence);
        Assert.Equal(13, report.Checks.Count);
    }

    [Fact]
    public void A_nonce_that_comes_back_as_text_is_the_same_nonce()
    {
        SimulatedToken token = With("nonce", "13202930541250959283");
        Assert.True(Appraise(token, new SimulatedEvidence().Create(), out _, out _));
    }

    public static TheoryData<string, string> Changes => new()
    {
        { "nonce", "13202930541250959284" },
        { "nonce", "[13202930541250959283]" },
        { "x-ms-attestation-type", "\"azurevm\"" },
        { "x-ms-compliance-status", "\"azure-compliant-cvm\"" },
        { "x-ms-sevsnpvm-is-debuggable", "true" },
        { "x-ms-sevsnpvm-migration-allowed", "true" },
        { "x-ms-sevsnpvm-vmpl", "1" },
        { "x-ms-sevsnpvm-hostdata", "\"73973b78d70cc68353426de188db5dfc57e5b766e399935fb73a61127ea26d20\"" },
        { "x-ms-sevsnpvm-launchmeasurement", "\"00\"" },
        { "x-ms-sevsnpvm-reportdata", "\"00\"" },
        { "x-ms-runtime", "{\"keys\":[]}" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_claim_that_says_something_else_is_not_acceptable(string claim, string json) =>
        NotAcceptable(claim, new SimulatedToken { Changes = new Dictionary<string, JsonNode?> { [claim] = JsonNode.Parse(json) } });

    [Theory]
    [InlineData("nonce")]
    [InlineData("x-ms-attestation-type")]
    [InlineData("x-ms-compliance-status")]
    [InlineData("x-ms-sevsnpvm-is-debuggable")]
    [InlineData("x-ms-sevsnpvm-migration-allowed")]
    [InlineData("x-ms-sevsnpvm-vmpl")]
    [InlineData("x-ms-sevsnpvm-hostdata")]
    [InlineData("x-ms-sevsnpvm-launchmeasurement")]
    [InlineData("x-ms-sevsnpvm-reportdata")]
    [InlineData("x-ms-runtime")]
    public void A_claim_that_is_absent_is_not_acceptable(string claim)
    {
        AppraisalReport report = NotAcceptable(claim, new SimulatedToken { Removals = [claim] });
        Assert.Equal("nothing", Assert.Single(report.Refusals).Found);
    }

    [Fact]
    public void A_token_for_other_runtime_bytes_is_not_acceptable()
    {
        RuntimeClaims other = RuntimeClaims.Create(
            SimulatedEvidence.ValidClaims.WrappingKey, SimulatedEvidence.ValidClaims.SigningKey, SimulatedEvidence.ValidClaims.TlsKey,
            SimulatedEvidence.Agreement, Digest256.Of("another nonce"u8).AsSpan());
        Evidence evidence = new SimulatedEvidence { Claims = other.Encoded }.Create();
        Assert.False(Appraise(new SimulatedToken(), evidence, out _, out AppraisalReport report));
        Assert.Equal(["x-ms-sevsnpvm-reportdata", "x-ms-runtime"], report.Refusals.Select(check => check.Claim));
    }

    [Fact]
    public void Host_data_and_agreement_are_held_against_the_reference_values()
    {
        Assert.False(TokenAppraiser.TryAppraise(
            new SimulatedToken().Authenticate(),
            new SimulatedEvidence().Create(),
            SimulatedEvidence.Values with { HostData = new HashSet<Digest256>() },
            Digest256.Of("another agreement"u8),
            SimulatedToken.RequestNonce,
            out _,
            out AppraisalReport report));
        Assert.Equal(["host_data", "runtime.agreement"], report.Refusals.Select(check => check.Claim));
    }

    private static SimulatedToken With(string claim, JsonNode value) => new() { Changes = new Dictionary<string, JsonNode?> { [claim] = value } };

    private static AppraisalReport NotAcceptable(string claim, SimulatedToken token)
    {
        Assert.False(Appraise(token, new SimulatedEvidence().Create(), out AppraisedToken? appraised, out AppraisalReport report));
        Assert.Null(appraised);
        Assert.Equal(AppraisalVerdict.GenuineNotAcceptable, report.Verdict);
        Assert.Equal(claim, Assert.Single(report.Refusals).Claim);
        return report;
    }

    private static bool Appraise(
        SimulatedToken token,
        Evidence evidence,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AppraisedToken? appraised,
        out AppraisalReport report) => TokenAppraiser.TryAppraise(
            token.Authenticate(), evidence, SimulatedEvidence.Values, SimulatedEvidence.Agreement, SimulatedToken.RequestNonce, out appraised, out report);
}
