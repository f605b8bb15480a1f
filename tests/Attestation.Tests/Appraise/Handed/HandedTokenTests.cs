using System.Text;
using System.Text.Json.Nodes;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>A token is a second opinion: it must be its service's, and say of the guest what the report says.</summary>
public sealed class HandedTokenTests
{
    [Fact]
    public void A_token_that_agrees_is_acceptable_as_text_and_as_the_services_answer()
    {
        SimulatedToken token = HandedVerdictTests.FullToken();
        Assert.Equal("Acceptable:", new HandedParts { Token = token }.Verdict());
        Assert.Equal("Acceptable:", new HandedParts { TokenBytes = Encoding.ASCII.GetBytes($"{{\"token\":\"{token}\"}}\n") }.Verdict());
        Assert.Equal("Acceptable:", new HandedParts { TokenBytes = Encoding.ASCII.GetBytes($" {token}\r\n") }.Verdict());
    }

    [Theory]
    [InlineData("x-ms-attestation-type", "\"azurevm\"")]
    [InlineData("x-ms-compliance-status", "\"azure-compliant-cvm\"")]
    [InlineData("x-ms-sevsnpvm-is-debuggable", "true")]
    [InlineData("x-ms-sevsnpvm-migration-allowed", "true")]
    [InlineData("x-ms-sevsnpvm-vmpl", "1")]
    [InlineData("x-ms-sevsnpvm-guestsvn", "3")]
    [InlineData("x-ms-sevsnpvm-hostdata", "\"00\"")]
    [InlineData("x-ms-sevsnpvm-launchmeasurement", "\"00\"")]
    [InlineData("x-ms-sevsnpvm-reportdata", "\"00\"")]
    [InlineData("x-ms-sevsnpvm-reportid", "\"00\"")]
    [InlineData("x-ms-sevsnpvm-bootloader-svn", "3")]
    [InlineData("x-ms-sevsnpvm-tee-svn", "1")]
    [InlineData("x-ms-sevsnpvm-snpfw-svn", "25")]
    [InlineData("x-ms-sevsnpvm-microcode-svn", "[219]")]
    public void A_claim_that_says_something_else_than_the_report_is_not_acceptable(string claim, string json)
    {
        Assert.Equal($"GenuineNotAcceptable: {claim}", new HandedParts { Token = HandedVerdictTests.FullToken((claim, JsonNode.Parse(json))) }.Verdict());
        Assert.Equal($"GenuineNotAcceptable: {claim}", new HandedParts { Token = HandedVerdictTests.FullToken() with { Removals = [claim] } }.Verdict());
    }

    [Fact]
    public void A_token_that_hides_what_the_report_admits_is_caught_by_both()
    {
        HandedParts parts = new() { Report = new() { Policy = 0xB_001F, ReportData = SimulatedEvidence.ValidClaims.ReportData }, Token = HandedVerdictTests.FullToken() };
        Assert.Equal("GenuineNotAcceptable: guest.debug x-ms-sevsnpvm-is-debuggable", parts.Verdict());
    }

    [Fact]
    public void A_token_outside_its_time_is_true_and_old()
    {
        HandedParts parts = new() { Token = HandedVerdictTests.FullToken() };
        Assert.Equal("GenuineNotAcceptable: token.validity", parts.Verdict(at: HandedParts.At.AddHours(9)));
        Assert.Equal("GenuineNotAcceptable: token.validity", parts.Verdict(at: HandedParts.At.AddMinutes(-5)));
    }

    [Fact]
    public void A_token_that_another_key_signed_is_forged()
    {
        Assert.Equal("Forged: token.signature", new HandedParts { Token = HandedVerdictTests.FullToken() with { Key = TestOnlyKey.EndorsementLeaf } }.Verdict());
        byte[] otherKeys = Encoding.UTF8.GetBytes(SimulatedToken.KeySet(("another id", SimulatedToken.SignerCertificate)));
        Assert.Equal("Forged: token.signature", new HandedParts { Token = HandedVerdictTests.FullToken(), Keys = otherKeys }.Verdict());
    }

    [Theory]
    [InlineData("no token", "token")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.", "token")]
    public void What_is_no_token_signed_RS256_is_unreadable(string token, string claim) =>
        Assert.Equal($"Unreadable: {claim}", new HandedParts { TokenBytes = Encoding.ASCII.GetBytes(token) }.Verdict());

    [Fact]
    public void Keys_that_are_no_key_set_are_unreadable_and_lines_of_comment_are_passed_over()
    {
        HandedParts parts = new() { Token = HandedVerdictTests.FullToken() };
        Assert.Equal("Unreadable: token.keys", (parts with { Keys = "[]"u8.ToArray() }).Verdict());
        string keys = SimulatedToken.KeySet((SimulatedToken.SignerId, SimulatedToken.SignerCertificate));
        Assert.Equal("Acceptable:", (parts with { Keys = Encoding.UTF8.GetBytes("// fetched today\n" + keys) }).Verdict());
    }

    [Fact]
    public void A_token_without_keys_is_the_callers_mistake()
    {
        HandedEvidence evidence = new()
        {
            Report = default,
            Chain = default,
            UvmEndorsement = HandedPart.Absent,
            Policy = HandedPart.Absent,
            RuntimeData = HandedPart.Absent,
            Token = HandedPart.Of("x"u8.ToArray()),
            TokenKeys = HandedPart.Absent,
        };
        Assert.Throws<ArgumentException>(() => HandedEvidenceAppraiser.Appraise(evidence, HandedParts.Values, HandedParts.At));
    }
}
