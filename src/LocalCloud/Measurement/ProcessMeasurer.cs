using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>
/// Measures a running process, in these steps:
/// <list type="number">
/// <item>it is still the process that connected, and sees the same files as we do;</item>
/// <item>its executable's folder is a publish directory, all of which is digested;</item>
/// <item>command line and environment, by the rules that lie in that directory;</item>
/// <item>mapped code: from the publish directory, the shared .NET runtime (digested), the system image (described), or foreign (listed);</item>
/// <item>it is still the same process.</item>
/// </list>
/// The order matters: what is compared at the end was read before.
/// </summary>
internal static class ProcessMeasurer
{
    /// <summary>Measures the process that was <paramref name="connected"/>.</summary>
    /// <returns><see cref="MeasurementFailure.None"/> and the measurement, or why there is none.</returns>
    public static MeasurementFailure TryMeasure(ProcessIdentity connected, [NotNullWhen(true)] out WorkloadMeasurement? measurement)
    {
        measurement = null;
        int pid = connected.ProcessId;
        if (ProcessIdentity.TryRead(pid) != connected)
        {
            return MeasurementFailure.ProcessChanged;
        }

        if (ProcFile.TryReadLink($"/proc/{pid}/ns/mnt") != ProcFile.TryReadLink("/proc/self/ns/mnt") || ProcFile.TryReadLink($"/proc/{pid}/root") != "/")
        {
            return MeasurementFailure.OtherFileSystem;
        }

        MeasurementFailure failure = TryLocate(connected, out string? directory, out string? executable);
        if (failure != MeasurementFailure.None)
        {
            return failure;
        }

        if (!ProcFile.TryReadList($"/proc/{pid}/cmdline", out IReadOnlyList<string> commandLine)
            || !ProcFile.TryReadList($"/proc/{pid}/environ", out IReadOnlyList<string> environment)
            || !ProcFile.TryReadText($"/proc/{pid}/maps", out string maps))
        {
            return MeasurementFailure.ProcessUnreadable;
        }

        failure = DirectoryDigest.TryDigestFiles(directory!, out IReadOnlyList<DigestedFile> files);
        if (failure != MeasurementFailure.None)
        {
            return failure;
        }

        MeasurementRules? rules = MeasurementRules.None;
        if (files.Any(file => file.Path == MeasurementRules.FileName)
            && !MeasurementRules.TryParse(File.ReadAllBytes(Path.Combine(directory!, MeasurementRules.FileName)), out rules))
        {
            return MeasurementFailure.RulesMalformed;
        }

        failure = MappedCode.TryMeasure(
            pid, MappedFile.Parse(maps), directory!, executable!, files, out IReadOnlyList<DigestedFile> runtime, out IReadOnlyList<DigestedFile> foreign);
        if (failure != MeasurementFailure.None)
        {
            return failure;
        }

        if (ProcessIdentity.TryRead(pid) != connected)
        {
            return MeasurementFailure.ProcessChanged;
        }

        measurement = new WorkloadMeasurement
        {
            Executable = executable!,
            Files = files,
            Runtime = runtime,
            Arguments = CommandLineRules.Measured([.. commandLine.Skip(1)], rules.Arguments),
            AnyValueArguments = [.. rules.Arguments.Order(Utf8Order.Instance)],
            Variables = MeasuredVariables(environment, rules),
            AnyValueVariables = [.. rules.Variables.Union(EnvironmentRules.PlatformVariables).Order(Utf8Order.Instance)],
            ForeignCode = foreign,
        };
        return MeasurementFailure.None;
    }

    private static MeasurementFailure TryLocate(ProcessIdentity connected, out string? directory, out string? executable)
    {
        directory = null;
        executable = null;
        string? path = ProcFile.TryReadLink($"/proc/{connected.ProcessId}/exe");
        if (path is null)
        {
            return MeasurementFailure.ProcessUnreadable;
        }

        // A replaced executable reads as deleted, or its path leads to another inode.
        if (FileIdentity.TryRead(path) != connected.Executable)
        {
            return MeasurementFailure.ExecutableReplaced;
        }

        directory = Path.GetDirectoryName(path)!;
        executable = Path.GetFileName(path);
        bool isSharedHost = executable == "dotnet" || Directory.Exists(Path.Combine(directory, "host", "fxr"));
        return isSharedHost || SystemImage.IsSystemFolder(directory) ? MeasurementFailure.NoPublishDirectory : MeasurementFailure.None;
    }

    private static List<KeyValuePair<string, string>> MeasuredVariables(IReadOnlyList<string> environment, MeasurementRules rules) =>
        [.. environment
            .Select(entry => entry.Split('=', 2))
            .Where(pair => EnvironmentRules.IsMeasured(pair[0]) && !rules.Variables.Contains(pair[0]))
            .Select(pair => KeyValuePair.Create(pair[0], pair.Length == 2 ? pair[1] : ""))
            .OrderBy(pair => pair.Key, Utf8Order.Instance)];
}
