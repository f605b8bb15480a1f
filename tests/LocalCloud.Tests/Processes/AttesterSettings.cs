namespace EnclaveCleanRoom.LocalCloud.Tests.Processes;

/// <summary>How a workload is started.</summary>
internal sealed record AttesterSettings
{
    public string Folder { get; init; } = BuildOutput.FolderOf("LocalCloud.Attester");

    /// <summary>What is executed; by default the workload's own executable.</summary>
    public string? Executable { get; init; }

    public string? Socket { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
