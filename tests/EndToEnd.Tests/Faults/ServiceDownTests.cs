using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Faults;

/// <summary>A service that a job needs is not there: the job is denied with that service's code, nothing is spent, and the room works on when it is back.</summary>
public sealed class ServiceDownTests(TestWorld world)
{
    [Fact]
    public async Task Without_the_attestation_service_jobs_are_denied_and_cost_nothing()
    {
        TestRegion authority = await world.StartRegionAsync();
        Deal deal = world.Agree(agreement => agreement with { Enclave = authority.Region.Describe(world.HostData) });
        await using TestRoom room = await deal.OpenReadyRoomAsync();
        long entries = (await room.ReadHeadAsync()).Size;
        await authority.DisposeAsync();

        JobOutcome outcome = await room.AskAsync(world.Advertiser, Questions.NewOverlap());
        Assert.StartsWith("denial.attestationRefused", Assert.Single(outcome.Denial), StringComparison.Ordinal);
        Assert.Contains("cannot be reached", outcome.Denial[0], StringComparison.Ordinal);
        Assert.Equal(entries, (await room.ReadHeadAsync()).Size);
    }

    [Fact]
    public async Task Without_a_vault_jobs_that_need_its_key_are_denied_and_cost_nothing()
    {
        TestRegion vault = await world.StartRegionAsync();
        Deal deal = world.Agree(agreement => agreement with
        {
            Datasets = [.. agreement.Datasets.Select(dataset => dataset.Id == StandardAgreement.Ads
                ? dataset with { KeyEncryptionKey = new Uri($"{vault.Region.Vault}/keys/ads-{Guid.NewGuid():n}") }
                : dataset)],
        });
        await using TestRoom room = await deal.OpenReadyRoomAsync();
        long entries = (await room.ReadHeadAsync()).Size;
        await vault.DisposeAsync();

        JobOutcome outcome = await room.AskAsync(world.Advertiser, Questions.NewOverlap());
        Assert.StartsWith("denial.keyNotReleased: key of ads is Unavailable", Assert.Single(outcome.Denial), StringComparison.Ordinal);
        Assert.Equal(entries, (await room.ReadHeadAsync()).Size);
    }
}
