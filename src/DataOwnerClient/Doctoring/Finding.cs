namespace EnclaveCleanRoom.DataOwnerClient.Doctoring;

/// <summary>One thing that was looked at.</summary>
/// <param name="Subject">What.</param>
/// <param name="Holds">Whether it is as it must be.</param>
/// <param name="Found">What was found.</param>
/// <param name="Advice">What to do, where it is not; empty where nothing is to be done.</param>
internal sealed record Finding(string Subject, bool Holds, string Found, string Advice = "")
{
    /// <summary>As one line, and one more for what to do.</summary>
    internal IEnumerable<string> Lines => Holds || Advice.Length == 0
        ? [$"{(Holds ? "ok " : "NO ")} {Subject}: {Found}"]
        : [$"NO  {Subject}: {Found}", $"      → {Advice}"];
}
