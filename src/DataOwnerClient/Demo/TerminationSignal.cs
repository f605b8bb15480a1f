using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>Asks a child process to end by itself (SIGTERM); .NET can only kill.</summary>
internal static class TerminationSignal
{
    private const int Terminate = 15;

    /// <summary>Sends the signal to a process that has not ended; one that has is left alone.</summary>
    /// <remarks>The number cannot have passed to another process: a child's is free only after <see cref="Process"/> has seen it end.</remarks>
    internal static void Send(Process process)
    {
        if (!process.HasExited)
        {
            _ = Kill(process.Id, Terminate);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
