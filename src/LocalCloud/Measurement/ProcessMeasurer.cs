using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Attestation;

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
/// <param name="sharedRuntime">What is known of the machine's shared .NET runtime.</param>
internal sealed class ProcessMeasurer(SharedRuntime sharedRuntime)
{
    /// <summary>Measures the process that was <paramref name="connected"/>.</summary>
    /// <returns><see cref="MeasurementFailure.None"/> and the measurement, or why there is none.</returns>
    public MeasurementFailure TryMeasure(ProcessIdentity connected, [NotNullWhen(true)] out MeasuredPolicy? measurement)
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

        failure = DirectoryDigest.TryDigestFiles(directory!, out IReadOnlyList<MeasuredFile> files);
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

        IReadOnlyList<MappedFile> mapped = MappedFile.Parse(maps);
        if (!RuntimeLayout.TryFind(directory!, executable!, mapped, out RuntimeLayout? layout))
        {
            return MeasurementFailure.RuntimeNotFound;
        }

        failure = MappedCode.TryListForeign(pid, mapped, directory!, files, layout, out IReadOnlyList<MeasuredFile> foreign);
        if (failure != MeasurementFailure.None)
        {
            return failure;
        }

        failure = sharedRuntime.TryDigest(layout, out IReadOnlyList<MeasuredFile> runtime);
        if (failure != MeasurementFailure.None)
        {
            return failure;
        }

        if (ProcessIdentity.TryRead(pid) != connected)
        {
            return MeasurementFailure.ProcessChanged;
        }

        MeasuredWorkload workload = new()
        {
            Executable = executable!,
            Files = files,
            Runtime = runtime,
            Arguments = [.. commandLine.Skip(1)],
            Environment = [.. environment.Select(Variable)],
            Rules = rules,
            ForeignCode = foreign,
        };
        return workload.TryDescribe(out measurement) ? MeasurementFailure.None : MeasurementFailure.NotExpressible;
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

    private static KeyValuePair<string, string> Variable(string entry)
    {
        int equals = entry.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? KeyValuePair.Create(entry, "") : KeyValuePair.Create(entry[..equals], entry[(equals + 1)..]);
    }
}
