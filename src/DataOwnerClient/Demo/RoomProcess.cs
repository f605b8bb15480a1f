using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Measuring;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>An instance of the host as a process of its own, measured by the simulated region.</summary>
internal sealed class RoomProcess : IAsyncDisposable
{
    private const string Executable = "EnclaveCleanRoom.EnclaveHost";

    private readonly ChildProcess _process;

    private RoomProcess(ChildProcess process) => _process = process;

    internal Uri Address => new(_process.Ready.GetProperty("endpoint").GetString()!);

    /// <summary>What an instance of a publish folder will measure as in this region.</summary>
    internal static MeasuredPolicy Predict(string publishFolder) => WorkloadPolicy.Predict(
        publishFolder, Executable, CleanEnvironment.Create(Settings("", "", "")), WorkloadPolicy.CurrentDotnetRoot());

    internal static async Task<RoomProcess> StartAsync(
        string publishFolder, string agreementFile, string dataFolder, SimulatedRegion region, CancellationToken cancellationToken)
    {
        Dictionary<string, string> settings = Settings(agreementFile, dataFolder, region.Socket);
        foreach ((string name, string value) in region.IdentityEnvironment)
        {
            settings[name] = value;
        }

        return new RoomProcess(await ChildProcess.StartAsync(
            Path.Combine(publishFolder, Executable), [], CleanEnvironment.Create(settings), cancellationToken));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static Dictionary<string, string> Settings(string agreementFile, string dataFolder, string socket) => new()
    {
        ["DOTNET_EnableDiagnostics"] = "0",
        ["CLEANROOM_AGREEMENT"] = agreementFile,
        ["CLEANROOM_DATA"] = dataFolder,
        ["CLEANROOM_EVIDENCE"] = $"unix:{socket}",
        ["CLEANROOM_LISTEN"] = "https://127.0.0.1:0",
    };
}
