using System.CommandLine;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Demo;
using EnclaveCleanRoom.DataOwnerClient.Simulating;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Verbs;

/// <summary><c>cleanroom simulate room</c>: an instance of the host in a simulated region, as its operator would start it.</summary>
internal static class SimulateRoomVerb
{
    private const string DefaultAddress = "https://127.0.0.1:8443";

    internal static Command Create()
    {
        Argument<string> folder = SimulateVerb.FolderArgument();
        Option<string> agreement = DatasetChoice.AgreementOption();
        Option<string> data = new("--data") { Description = "the operator's disk: ciphertext, ledger, encrypted results; keep it across restarts", Required = true };
        Option<string> listen = new("--listen") { Description = "where the room listens, such as https://127.0.0.1:8443; port 0 takes a free one", DefaultValueFactory = _ => DefaultAddress };
        Command command = new("room", "run one instance of the room in a simulated region that runs already") { folder, agreement, data, listen };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new RegionFolder(parsed.GetValue(folder)!),
            Path.GetFullPath(parsed.GetValue(agreement)!),
            Path.GetFullPath(parsed.GetValue(data)!),
            DatasetChoice.ParseUrl(parsed.GetValue(listen)!),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(RegionFolder folder, string agreementFile, string dataFolder, Uri listen, CancellationToken cancellationToken)
    {
        DemoPrograms programs = DemoPrograms.Find();
        SignedAgreement agreement = Files.OpenAgreement(agreementFile);
        await using SimulatedRegion region = folder.OpenRegion();
        Digest256 hostData = RoomProcess.Predict(programs.EnclaveHostFolder).HostData;
        if (!agreement.ReferenceValuesAt(DateTimeOffset.UtcNow).HostData.Contains(hostData))
        {
            StepList.Line($"This build measures as {hostData}, which {agreementFile} does not allow: owners and vault will refuse it. Draft with this region's {RegionFolder.EnclaveFile}.");
        }

        Directory.CreateDirectory(dataFolder);
        await using RoomProcess room = await RoomProcess.StartAsync(
            programs.EnclaveHostFolder, agreementFile, dataFolder, region, listen, StepList.Line, cancellationToken);
        StepList.Line($"SIMULATED room under agreement {agreement.Hash}: it protects nothing. Ctrl-C stops it; started again, it is a new instance and needs new grants.");
        StepList.Line($"room {room.Address}");
        StepList.Line("ready");
        return await SimulateVerb.StayAsync(room.WaitForEndAsync(CancellationToken.None), "room", cancellationToken);
    }
}
