namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>How far one person can move a vector of integers, in every norm.</summary>
public sealed record SensitivityEntry
{
    /// <summary>Entries that can change.</summary>
    public required long L0 { get; init; }

    /// <summary>Sum of the absolute changes.</summary>
    public required long L1 { get; init; }

    /// <summary>Sum of the squared changes.</summary>
    public required long L2Squared { get; init; }

    /// <summary>Largest change of one entry.</summary>
    public required long LInfinity { get; init; }
}
