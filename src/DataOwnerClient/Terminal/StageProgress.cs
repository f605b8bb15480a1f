namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>How far a job is, judged by the name of its stage: all that a room tells.</summary>
internal static class StageProgress
{
    private static readonly string[] s_stages = ["Queued", "Admit", "Attest", "Unlock", "Spend", "Open", "Join", "Bound", "Compute", "Sign", "Finished"];

    /// <summary>The share of stages that are behind, 0 to 1; 0 for a name that is not known.</summary>
    internal static double ShareOf(string stage) => Math.Max(Array.IndexOf(s_stages, stage), 0) / (double)(s_stages.Length - 1);
}
