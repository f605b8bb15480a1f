namespace EnclaveCleanRoom.Architecture.Tests.Running;

/// <summary>How a started program ended.</summary>
internal sealed record Finished(int ExitCode, string Output)
{
    internal string LastLine => Output.TrimEnd('\n').Split('\n')[^1];
}
