namespace EnclaveCleanRoom.Attestation;

/// <summary>What a policy document says.</summary>
public sealed record MeasuredPolicyContent
{
    /// <summary>The program that runs: the path of one of <see cref="Files"/>.</summary>
    public required string Executable { get; init; }

    /// <summary>The arguments after the program's name; their order is part of what is measured.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The environment variables that matter, each once.</summary>
    public required IReadOnlyList<EnvironmentRule> Environment { get; init; }

    /// <summary>Every file of the publish folder, by relative path, each once.</summary>
    public required IReadOnlyList<MeasuredFile> Files { get; init; }

    /// <summary>Executable files that the process maps from elsewhere, such as a shared runtime, by absolute path, each once.</summary>
    public required IReadOnlyList<MeasuredFile> MappedFiles { get; init; }
}
