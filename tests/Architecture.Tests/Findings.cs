namespace EnclaveCleanRoom.Architecture.Tests;

/// <summary>What a scan found that should not be there. A failure lists all of it.</summary>
internal static class Findings
{
    internal static void None(IEnumerable<string> findings)
    {
        string[] all = [.. findings.Distinct()];
        Assert.True(all.Length == 0, $"{all.Length} found:\n{string.Join('\n', all)}");
    }
}
