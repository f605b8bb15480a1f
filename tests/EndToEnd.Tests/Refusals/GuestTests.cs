using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Refusals;

/// <summary>
/// Genuine hardware evidence of a guest that is not safe: the host does not start in it, and a program that does start there
/// gets neither an owner's trust nor a key.
/// </summary>
public sealed class GuestTests(TestWorld world)
{
    [Theory]
    [InlineData("guest.debug", "x-ms-sevsnpvm-is-debuggable", "--guest-policy", "debug")]
    [InlineData("guest.vmpl", "x-ms-sevsnpvm-vmpl", "--vmpl", "1")]
    [InlineData("guest.migration_agent", "x-ms-sevsnpvm-migration-allowed", "--migration")]
    public async Task A_debuggable_guest_a_lower_privilege_level_or_migration_is_refused_by_host_owner_and_vault(
        string check, string clause, params string[] options)
    {
        await using TestRegion region = await world.StartRegionAsync(options);
        (int exitCode, string said) = await HostStart.TryAsync(world, region, world.Agree(null, region).AgreementFile);
        Assert.Equal(HostStart.Refused, exitCode);
        Assert.Contains(clause, said, StringComparison.Ordinal);

        using CarelessProgram program = new();
        Deal deal = await AgreeOnAsync(program, region);
        Evidence evidence = await program.AttestAsync(region, deal.Agreement.Hash);
        Assert.Equal(check, Assert.Single(Appraise(evidence, deal.Agreement).Refusals).Claim);
        string token = await TokenRequest.AskAsync(deal.Agreement.Agreement.Enclave, evidence);
        await VaultRequest.ForbidsForAsync(deal, StandardAgreement.Ads, token, clause);
    }

    [Fact]
    public async Task Old_firmware_is_refused_by_the_owner_because_a_vault_cannot_see_it()
    {
        await using TestRegion region = await world.StartRegionAsync("--tcb", "old");
        Deal deal = world.Agree(null, region);
        await using TestRoom room = await deal.OpenRoomAsync();
        AppraisalReport report = Appraise(await TokenRequest.FetchEvidenceAsync(room.Address), deal.Agreement);
        Assert.Equal(AppraisalVerdict.GenuineNotAcceptable, report.Verdict);
        Assert.NotEmpty(report.Refusals);
        Assert.All(report.Refusals, refusal => Assert.StartsWith("tcb.", refusal.Claim, StringComparison.Ordinal));
        await Assert.ThrowsAsync<DataOwnerClient.ClientException>(room.InstanceAsync);
    }

    /// <summary>An agreement that accepts the program's measurement, so that nothing is left to refuse but the guest.</summary>
    private async Task<Deal> AgreeOnAsync(CarelessProgram program, TestRegion region)
    {
        Digest256 hostData = (await program.AttestAsync(region, Digest256.Of("none yet"u8))).Report.HostData;
        return world.Agree(agreement => agreement with { Enclave = agreement.Enclave with { HostData = [hostData] } }, region);
    }

    private static AppraisalReport Appraise(Evidence evidence, SignedAgreement agreement)
    {
        EnclaveTerms terms = agreement.Agreement.Enclave;
        Assert.False(Appraiser.TryAppraise(
            evidence, terms.ToTrustAnchors(), terms.ToReferenceValues(), agreement.Hash,
            ExpectedNonce.Exactly(evidence.RuntimeClaims.Nonce), DateTimeOffset.UtcNow, out _, out AppraisalReport report));
        return report;
    }
}
