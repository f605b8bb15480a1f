using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Measuring;

/// <summary>
/// What an instance of a publish folder will measure as, worked out from the folder, the shared .NET runtime and the settings
/// alone: the value that goes into the agreement.
/// </summary>
internal static class WorkloadPolicy
{
    /// <summary>Writes the policy document that a workload will be measured as.</summary>
    /// <param name="publishFolder">The workload's publish folder.</param>
    /// <param name="executable">Its executable's file name.</param>
    /// <param name="environment">The environment it will be started with.</param>
    /// <param name="dotnetRoot">The .NET installation it will run on.</param>
    /// <exception cref="ClientException">The folder is no publish folder, or the runtime is not there.</exception>
    internal static MeasuredPolicy Predict(
        string publishFolder, string executable, IReadOnlyDictionary<string, string> environment, string dotnetRoot) =>
        PredictEach(publishFolder, executable, [environment], dotnetRoot).Single();

    /// <summary>Writes the policy document of each of several environments; the files are read once.</summary>
    /// <param name="publishFolder">The workload's publish folder.</param>
    /// <param name="executable">Its executable's file name.</param>
    /// <param name="environments">The environments it may be started with.</param>
    /// <param name="dotnetRoot">The .NET installation it will run on.</param>
    /// <returns>One document an environment, in their order.</returns>
    /// <exception cref="ClientException">The folder is no publish folder, or the runtime is not there.</exception>
    internal static IReadOnlyList<MeasuredPolicy> PredictEach(
        string publishFolder, string executable, IEnumerable<IReadOnlyDictionary<string, string>> environments, string dotnetRoot)
    {
        string rulesFile = Path.Combine(publishFolder, MeasurementRules.FileName);
        MeasurementRules? rules = MeasurementRules.None;
        if (File.Exists(rulesFile) && !MeasurementRules.TryParse(File.ReadAllBytes(rulesFile), out rules))
        {
            throw new ClientException($"{rulesFile} is malformed.");
        }

        if (!File.Exists(Path.Combine(publishFolder, executable)))
        {
            throw new ClientException($"{publishFolder} holds no {executable}: build it first (dotnet build -c Release).");
        }

        List<MeasuredFile> files = Digest(publishFolder);
        MeasuredFile[] runtime = [.. RuntimeFolders(publishFolder, executable, dotnetRoot)
            .Select(folder => new MeasuredFile(folder, MeasuredWorkload.DigestOfFolder(Digest(Path.Combine(dotnetRoot, folder)))))];
        return [.. environments.Select(environment => Describe(new MeasuredWorkload
        {
            Executable = executable,
            Files = files,
            Runtime = runtime,
            Arguments = [],
            Environment = [.. environment],
            Rules = rules,
            ForeignCode = [],
        }))];
    }

    /// <summary>The folder of the .NET installation that this program runs on.</summary>
    internal static string CurrentDotnetRoot()
    {
        // RUNTIME/shared/Microsoft.NETCore.App/VERSION/
        string runtime = Path.TrimEndingDirectorySeparator(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory());
        return Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(runtime)))
            ?? throw new ClientException($"The runtime at {runtime} lies in no .NET installation.");
    }

    private static MeasuredPolicy Describe(MeasuredWorkload workload) => workload.TryDescribe(out MeasuredPolicy? policy)
        ? policy
        : throw new ClientException("No policy document can state this workload: is a variable set twice, or a file's name unreadable?");

    private static List<MeasuredFile> Digest(string folder)
    {
        List<MeasuredFile> files = [];
        foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using FileStream file = File.OpenRead(path);
            files.Add(new MeasuredFile(Path.GetRelativePath(folder, path), new Digest256(SHA256.HashData(file))));
        }

        return files;
    }

    private static IEnumerable<string> RuntimeFolders(string publishFolder, string executable, string dotnetRoot)
    {
        string config = Path.Combine(publishFolder, executable + ".runtimeconfig.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(config));
        JsonElement options = document.RootElement.GetProperty("runtimeOptions");
        if (options.TryGetProperty("includedFrameworks", out _))
        {
            // Self-contained: the runtime lies in the publish folder.
            yield break;
        }

        IEnumerable<JsonElement> frameworks = options.TryGetProperty("frameworks", out JsonElement several)
            ? several.EnumerateArray()
            : [options.GetProperty("framework")];
        foreach (JsonElement framework in frameworks)
        {
            Version asked = Version.Parse(framework.GetProperty("version").GetString()!);
            string parent = $"shared/{framework.GetProperty("name").GetString()}";
            yield return $"{parent}/{Highest(dotnetRoot, parent, version => version.Major == asked.Major && version.Minor == asked.Minor)}";
        }

        yield return $"host/fxr/{Highest(dotnetRoot, "host/fxr", _ => true)}";
    }

    private static Version Highest(string dotnetRoot, string parent, Func<Version, bool> fits)
    {
        string folder = Path.Combine(dotnetRoot, parent);
        Version? highest = !Directory.Exists(folder) ? null : Directory.EnumerateDirectories(folder)
            .Select(path => Version.TryParse(Path.GetFileName(path), out Version? version) ? version : null)
            .Where(version => version is not null && fits(version))
            .Max();
        return highest ?? throw new ClientException($"{folder} holds no runtime that the workload asks for.");
    }
}
