using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Tests.Policies;

/// <summary>A key that is released on the word of any of several attestation services, such as those of two regions.</summary>
public sealed class SeveralAuthoritiesTests
{
    private static readonly Digest256 s_hostData = Digest256.Of("h"u8);
    private static readonly Digest256 s_agreement = Digest256.Of("a"u8);

    [Fact]
    public void A_token_of_either_releases_and_one_of_a_third_does_not()
    {
        ReleasePolicy policy = ReleasePolicy.ForCleanRoom(["https://a.example", "https://b.example"], [s_hostData], s_agreement);
        JsonElement claims = JsonElement.Parse($$$"""
            {"x-ms-attestation-type":"sevsnpvm","x-ms-compliance-status":"azure-compliant-uvm","x-ms-sevsnpvm-hostdata":"{{{s_hostData}}}",
            "x-ms-sevsnpvm-is-debuggable":false,"x-ms-sevsnpvm-vmpl":0,"x-ms-sevsnpvm-migration-allowed":false,"x-ms-runtime":{"agreement_sha256":"{{{s_agreement}}}"}}
            """);
        Assert.True(policy.Evaluate("https://a.example", claims).IsGranted);
        Assert.True(policy.Evaluate("https://b.example", claims).IsGranted);
        ReleaseDecision third = policy.Evaluate("https://c.example", claims);
        Assert.False(third.IsGranted);
        Assert.All(third.Failing, clause => Assert.Equal("iss", clause.Claim));
        Assert.True(policy.IsPortable);
        Assert.Equal(["https://a.example", "https://b.example"], policy.Authorities);
    }

    [Fact]
    public void One_authority_gives_the_same_bytes_as_ever() => Assert.Equal(
        ReleasePolicy.ForCleanRoom("https://a.example", s_hostData, s_agreement).Encoded.ToArray(),
        ReleasePolicy.ForCleanRoom(["https://a.example"], [s_hostData], s_agreement).Encoded.ToArray());

    [Theory]
    [InlineData("https://a.example", "https://a.example/")]
    [InlineData("https://a.example", "http://b.example")]
    public void An_authority_that_is_none_or_stands_twice_is_the_callers_mistake(params string[] authorities) =>
        Assert.Throws<ArgumentException>(() => ReleasePolicy.ForCleanRoom(authorities, [s_hostData], s_agreement));

    [Fact]
    public void No_authority_is_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => ReleasePolicy.ForCleanRoom(Array.Empty<string>(), [s_hostData], s_agreement));
}
