using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Refusals;

/// <summary>
/// Genuine hardware evidence of a guest that is not safe: the host does not start in it, one that runs already does no more jobs,
/// and what that one publishes about itself gets neither an owner's trust nor a key.
/// </summary>
public sealed class GuestTests(TestWorld world, UnsafeGuest guest) : IClassFixture<UnsafeGuest>
{
    [Theory]
    [InlineData("guest.debug", "x-ms-sevsnpvm-is-debuggable", "--guest-policy", "debug")]
    [InlineData("guest.vmpl", "x-ms-sevsnpvm-vmpl", "--vmpl", "1")]
    [InlineData("guest.migration_agent", "x-ms-sevsnpvm-migration-allowed", "--migration")]
    public async Task A_debuggable_guest_a_lower_privilege_level_or_migration_is_refused_by_host_owner_and_vault(
        string check, string clause, params string[] options)
    {
        (Deal deal, TestRoom room) = (guest.Deal, guest.Room);

        // The same chip, vault and addresses, and another guest.
        await guest.Region.RestartAsync(options);
        (int exitCode, string said) = await HostStart.TryAsync(world, guest.Region, deal.AgreementFile);
        Assert.Equal(HostStart.Refused, exitCode);
        Assert.Contains(clause, said, StringComparison.Ordinal);

        JobOutcome outcome = await room.AskAsync(world.Publisher, Questions.NewOverlap());
        Assert.Null(outcome.SignedResult);
        string denial = Assert.Single(outcome.Denial);
        Assert.StartsWith("denial.attestationRefused: ", denial, StringComparison.Ordinal);
        Assert.Contains(clause, denial, StringComparison.Ordinal);

        Evidence evidence = await TokenRequest.FetchEvidenceAsync(room.Address);
        Assert.Equal(world.HostData, evidence.Report.HostData);
        Assert.Equal(check, Assert.Single(OwnersAppraisal.Of(evidence, deal.Agreement).Refusals).Claim);
        string token = await TokenRequest.AskAsync(deal.Agreement.Agreement.Enclave, evidence);
        await VaultRequest.ForbidsForAsync(deal, StandardAgreement.Ads, token, clause);
    }

    [Fact]
    public async Task Old_firmware_is_refused_by_the_owner_because_a_vault_cannot_see_it()
    {
        await using TestRegion region = await world.StartRegionAsync("--tcb", "old");
        Deal deal = world.Agree(null, region);
        await using TestRoom room = await deal.OpenRoomAsync();
        AppraisalReport report = OwnersAppraisal.Of(await TokenRequest.FetchEvidenceAsync(room.Address), deal.Agreement);
        Assert.Equal(AppraisalVerdict.GenuineNotAcceptable, report.Verdict);
        Assert.NotEmpty(report.Refusals);
        Assert.All(report.Refusals, refusal => Assert.StartsWith("tcb.", refusal.Claim, StringComparison.Ordinal));
        await Assert.ThrowsAsync<DataOwnerClient.ClientException>(room.InstanceAsync);
    }
}
