using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Demo;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>
/// An agreement that names, beside the host as it is, the host with each fault asked for: those are other workloads, which no other
/// agreement accepts. Both tables are sealed once.
/// </summary>
public sealed class FaultDeal(TestWorld world) : IAsyncLifetime
{
    private const string Variable = "CLEANROOM_FAULT_AFTER";

    internal static IReadOnlyList<string> Stages { get; } = ["admit", "attest", "unlock", "spend", "open", "join", "bound", "compute", "sign"];

    internal Deal Deal { get; private set; } = null!;

    internal SealedDataset Feeds { get; private set; } = null!;

    internal SealedDataset Ads { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        IReadOnlyList<MeasuredPolicy> faulty = RoomProcess.PredictEach(world.Programs.EnclaveHostFolder, Stages.Select(stage => new[] { (Variable, stage) }));
        Deal = world.Agree(agreement => agreement with
        {
            Enclave = agreement.Enclave with
            {
                HostData = [world.HostData, .. faulty.Select(policy => policy.HostData)],
            },
        });
        Feeds = await Deal.SealAsync(StandardAgreement.Feeds);
        Ads = await Deal.SealAsync(StandardAgreement.Ads);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts the host so that it dies after a step.</summary>
    internal async Task<(TestRoom Room, RoomProcess Process)> OpenFaultyRoomAsync(string stage)
    {
        string folder = world.NewFolder("faulty-room");
        RoomProcess process = await RoomProcess.StartAsync(
            world.Programs.EnclaveHostFolder, Deal.AgreementFile, folder, Deal.Region.Region, CancellationToken.None, (Variable, stage));
        return (new TestRoom(Deal, process, folder), process);
    }
}
