namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>Where the programs lie that the demo starts: built beside the client, or below the folder that a variable names.</summary>
/// <param name="LocalCloud">The simulated region's executable.</param>
/// <param name="EnclaveHostFolder">The host's publish folder.</param>
internal sealed record DemoPrograms(string LocalCloud, string EnclaveHostFolder)
{
    private const string Variable = "CLEANROOM_PROGRAMS";

    internal static DemoPrograms Find()
    {
        // artifacts/bin/DataOwnerClient/release/ beside artifacts/bin/LocalCloud/release/
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string configuration = Path.GetFileName(own);
        string root = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Path.GetFullPath(Path.Combine(own, "..", ".."));
        string localCloud = Path.Combine(root, "LocalCloud", configuration, "EnclaveCleanRoom.LocalCloud");
        string host = Path.Combine(root, "EnclaveHost", configuration);
        return File.Exists(localCloud) && Directory.Exists(host)
            ? new DemoPrograms(localCloud, host)
            : throw new ClientException(
                $"The programs of the simulated cloud and of the room are not at {root}. Build them (dotnet build -c Release), or set {Variable} to the folder that holds LocalCloud and EnclaveHost.");
    }
}
