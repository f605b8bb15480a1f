using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Sql;

/// <summary>What a question in SQL is asked with, beside its text.</summary>
public sealed record SqlAsking
{
    /// <summary>What it may spend, ρ in units of 10⁻⁹.</summary>
    public required long NanoRho { get; init; }

    /// <summary>
    /// What the private choice of groups may spend, δ in units of 10⁻¹⁸; <see langword="null"/> for as much as the terms allow. Where every key's vocabulary is public nothing is chosen, and none is
    /// spent, whatever stands here.
    /// </summary>
    public long? AttoDelta { get; init; }

    /// <summary>The terms under which it is asked; <see langword="null"/> for the first of the agreement that allow it.</summary>
    public TermsId? Terms { get; init; }
}
