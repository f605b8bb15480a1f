using System.Globalization;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>
/// One life of one process running one program. Process ids are used again, and a process can become another program (exec):
/// start time and executable tell such cases apart.
/// </summary>
/// <param name="ProcessId">The process id.</param>
/// <param name="StartTime">Clock ticks between the machine's start and the process's.</param>
/// <param name="Executable">The file that the process executes.</param>
internal readonly record struct ProcessIdentity(int ProcessId, ulong StartTime, FileIdentity Executable)
{
    // proc(5), /proc/PID/stat: the start time is field 22; what follows the parenthesised name begins with field 3.
    private const int StartTimeAfterName = 22 - 3;

    /// <summary>Reads the identity that a process has now.</summary>
    /// <returns>Null when there is no such process or it may not be looked at.</returns>
    public static ProcessIdentity? TryRead(int processId)
    {
        if (FileIdentity.TryRead($"/proc/{processId}/exe") is not FileIdentity executable
            || !ProcFile.TryReadText($"/proc/{processId}/stat", out string stat))
        {
            return null;
        }

        // The name may hold spaces and parentheses itself: only what follows the last one is split.
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > StartTimeAfterName
            && ulong.TryParse(fields[StartTimeAfterName], NumberStyles.None, CultureInfo.InvariantCulture, out ulong startTime)
            ? new ProcessIdentity(processId, startTime, executable)
            : null;
    }
}
