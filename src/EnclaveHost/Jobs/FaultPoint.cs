using System.Diagnostics;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// Kills the process between two steps, as a power cut would, so that tests can show that nothing is lost, repeated or minted.
/// The variable that asks for it is measured with its value: an instance that has it set has other host data, and no
/// agreement that does not name that host data releases a key to it.
/// </summary>
internal static class FaultPoint
{
    /// <summary>The name of the step after which the process dies.</summary>
    internal const string Variable = "CLEANROOM_FAULT_AFTER";

    private static readonly string? s_after = Environment.GetEnvironmentVariable(Variable);

    internal static void After(JobStage stage)
    {
        if (s_after is not null && string.Equals(s_after, stage.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
