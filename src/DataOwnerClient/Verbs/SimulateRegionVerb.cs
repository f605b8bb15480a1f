using System.CommandLine;
using EnclaveCleanRoom.DataOwnerClient.Demo;
using EnclaveCleanRoom.DataOwnerClient.Simulating;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom simulate region</c>: the simulated cloud, and what an agreement and an owner need to know of it.</summary>
internal static class SimulateRegionVerb
{
    internal static Command Create()
    {
        Argument<string> folder = SimulateVerb.FolderArgument();
        Command command = new("region", "run a simulated region: security processor, attestation service, key vault, identities") { folder };
        command.SetAction((parsed, cancellationToken) => RunAsync(new RegionFolder(parsed.GetValue(folder)!), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(RegionFolder folder, CancellationToken cancellationToken)
    {
        DemoPrograms programs = DemoPrograms.Find();
        Directory.CreateDirectory(folder.Path);
        await using SimulatedRegion region = await SimulatedRegion.StartAsync(
            programs.LocalCloud, folder.StateFolder, folder.PortOptions(), cancellationToken, StepList.Line);
        folder.Write(region, RoomProcess.Predict(programs.EnclaveHostFolder).HostData);
        StepList.Line("SIMULATED region: it protects nothing. Ctrl-C stops it; started again on the same folder, it is the same region.");
        StepList.Line($"attestation {region.AttestationAuthority}");
        StepList.Line($"vault       {region.Vault}");
        StepList.Line($"for drafts  --enclave {folder.At(RegionFolder.EnclaveFile)}   (trust anchors, and what the room that was built here measures as)");
        StepList.Line($"for owners  . {folder.At(RegionFolder.OwnerFile)}   (the vault's address and the simulated identity, for your shell)");
        StepList.Line("ready");
        return await SimulateVerb.StayAsync(region.WaitForEndAsync(CancellationToken.None), "simulated region", cancellationToken);
    }
}
