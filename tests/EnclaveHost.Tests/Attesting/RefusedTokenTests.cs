using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Attesting;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Attesting;

/// <summary>An instance that does not come up says why: a token of somebody else is one thing, a guest that is not safe another.</summary>
public sealed class RefusedTokenTests
{
    [Theory]
    [InlineData("x-ms-sevsnpvm-is-debuggable")]
    [InlineData("x-ms-sevsnpvm-migration-allowed")]
    [InlineData("x-ms-sevsnpvm-vmpl")]
    [InlineData("x-ms-compliance-status")]
    [InlineData("x-ms-attestation-type")]
    public void A_guest_that_is_not_safe_is_called_so_and_its_token_is_not_blamed(string claim)
    {
        string? said = Describe(claim);
        Assert.StartsWith("this guest is not safe to run in: ", said, StringComparison.Ordinal);
        Assert.Contains(claim, said, StringComparison.Ordinal);
        Assert.DoesNotContain("token", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("x-ms-sevsnpvm-hostdata")]
    [InlineData("x-ms-sevsnpvm-launchmeasurement")]
    [InlineData("x-ms-sevsnpvm-reportdata")]
    [InlineData("x-ms-runtime")]
    public void A_token_about_something_else_does_not_belong_here_whatever_else_it_says(string claim)
    {
        Assert.StartsWith("the token does not belong to this instance: ", Describe(claim), StringComparison.Ordinal);
        string? both = Describe("x-ms-sevsnpvm-is-debuggable", claim);
        Assert.StartsWith("the token does not belong to this instance: ", both, StringComparison.Ordinal);
        Assert.DoesNotContain("debuggable", both, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_not_safe_is_told_at_once() =>
        Assert.Contains("is-debuggable", Describe("x-ms-sevsnpvm-vmpl", "x-ms-sevsnpvm-is-debuggable"), StringComparison.Ordinal);

    [Fact]
    public void What_the_agreement_alone_asks_for_is_for_owners_and_vaults_to_judge() =>
        Assert.Null(AttestationServiceClient.DescribeRefusal([Check("host_data", "the parties")], "the parties"));

    private static string? Describe(params string[] claims) =>
        AttestationServiceClient.DescribeRefusal(claims.Select(claim => Check(claim, "this project")), "the parties");

    private static AppraisalCheck Check(string claim, string policy) => new(AppraisalStep.Appraise, claim, "one thing", "another", false, policy);
}
