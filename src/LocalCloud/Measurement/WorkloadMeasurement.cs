namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>What was found about a process, ready to be written as a policy document.</summary>
internal sealed record WorkloadMeasurement
{
    /// <summary>The executable's file name in the publish directory.</summary>
    public required string Executable { get; init; }

    /// <summary>Every file of the publish directory.</summary>
    public required IReadOnlyList<DigestedFile> Files { get; init; }

    /// <summary>The folders of the shared runtime, each as one digest; empty when the workload brings its own.</summary>
    public required IReadOnlyList<DigestedFile> Runtime { get; init; }

    /// <summary>The arguments after the program's name, without those of any value.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The names of arguments whose value may be any.</summary>
    public required IReadOnlyList<string> AnyValueArguments { get; init; }

    /// <summary>The variables that count with their value.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; }

    /// <summary>The names of variables whose value may be any.</summary>
    public required IReadOnlyList<string> AnyValueVariables { get; init; }

    /// <summary>Mapped code from anywhere else; empty for a workload that nobody tampered with.</summary>
    public required IReadOnlyList<DigestedFile> ForeignCode { get; init; }
}
