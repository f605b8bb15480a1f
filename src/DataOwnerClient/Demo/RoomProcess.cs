using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Measuring;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>An instance of the host as a process of its own, measured by the simulated region.</summary>
internal sealed class RoomProcess : IAsyncDisposable
{
    internal const string Executable = "EnclaveCleanRoom.EnclaveHost";

    private const string ListenVariable = "CLEANROOM_LISTEN";

    private readonly ChildProcess _process;

    private RoomProcess(ChildProcess process) => _process = process;

    internal Uri Address => new(_process.Ready.GetProperty("endpoint").GetString()!);

    /// <summary>What an instance of a publish folder will measure as in this region.</summary>
    /// <param name="publishFolder">The host's publish folder.</param>
    internal static MeasuredPolicy Predict(string publishFolder) => PredictEach(publishFolder, [[]]).Single();

    /// <summary>What instances of a publish folder will measure as that have settings beside the usual ones: each is another workload.</summary>
    /// <param name="publishFolder">The host's publish folder.</param>
    /// <param name="further">The further settings of each.</param>
    internal static IReadOnlyList<MeasuredPolicy> PredictEach(string publishFolder, IEnumerable<IReadOnlyList<(string Name, string Value)>> further) =>
        WorkloadPolicy.PredictEach(
            publishFolder, Executable, further.Select(settings => CleanEnvironment.Create(With(Settings("", "", ""), settings))), WorkloadPolicy.CurrentDotnetRoot());

    internal static async Task<RoomProcess> StartAsync(
        string publishFolder, string agreementFile, string dataFolder, SimulatedRegion region, CancellationToken cancellationToken,
        params IReadOnlyList<(string Name, string Value)> further)
        => new(await ChildProcess.StartAsync(
            ExecutableIn(publishFolder), [], EnvironmentFor(agreementFile, dataFolder, region, further), cancellationToken));

    /// <summary>Starts an instance at an address of the operator's choice, and passes on what it logs.</summary>
    internal static async Task<RoomProcess> StartAsync(
        string publishFolder, string agreementFile, string dataFolder, SimulatedRegion region, Uri listen, Action<string> log, CancellationToken cancellationToken,
        params IReadOnlyList<(string Name, string Value)> further)
        => new(await ChildProcess.StartAsync(
            ExecutableIn(publishFolder),
            [],
            EnvironmentFor(agreementFile, dataFolder, region, [(ListenVariable, listen.GetLeftPart(UriPartial.Authority)), .. further]),
            cancellationToken,
            log));

    internal static string ExecutableIn(string publishFolder) => Path.Combine(publishFolder, Executable);

    /// <summary>The whole environment that an instance is started with.</summary>
    internal static IReadOnlyDictionary<string, string> EnvironmentFor(
        string agreementFile, string dataFolder, SimulatedRegion region, params IReadOnlyList<(string Name, string Value)> further)
    {
        Dictionary<string, string> settings = Settings(agreementFile, dataFolder, region.Socket);
        foreach ((string name, string value) in region.IdentityEnvironment)
        {
            settings[name] = value;
        }

        return CleanEnvironment.Create(With(settings, further));
    }

    /// <summary>The process.</summary>
    internal int Id => _process.Id;

    /// <summary>Waits until the process has ended by itself.</summary>
    internal Task WaitForEndAsync(CancellationToken cancellationToken) => _process.WaitForEndAsync(cancellationToken);

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static Dictionary<string, string> With(Dictionary<string, string> settings, IReadOnlyList<(string Name, string Value)> further)
    {
        foreach ((string name, string value) in further)
        {
            settings[name] = value;
        }

        return settings;
    }

    private static Dictionary<string, string> Settings(string agreementFile, string dataFolder, string socket) => new()
    {
        ["DOTNET_EnableDiagnostics"] = "0",
        ["CLEANROOM_AGREEMENT"] = agreementFile,
        ["CLEANROOM_DATA"] = dataFolder,
        ["CLEANROOM_EVIDENCE"] = $"unix:{socket}",
        [ListenVariable] = "https://127.0.0.1:0",
        ["CLEANROOM_IDENTITY"] = SimulatedRegion.RoomIdentity,
        ["CLEANROOM_STOP_WITH_INPUT"] = "1",
    };
}
