namespace EnclaveCleanRoom.Agreements;

/// <summary>
/// How much one owner lets one requester learn of the owner's people over the agreement's whole life. It belongs to
/// owner and agreement: a refreshed dataset does not refill it.
/// </summary>
public sealed record BudgetTerms
{
    /// <summary>Whose people are protected by this budget.</summary>
    public required PartyId Owner { get; init; }

    /// <summary>Whose jobs spend it.</summary>
    public required PartyId Requester { get; init; }

    /// <summary>Zero-concentrated differential privacy, ρ in units of 10⁻⁹, above 0.</summary>
    public required long NanoRho { get; init; }

    /// <summary>δ of private selections in units of 10⁻¹⁸, 0 or more.</summary>
    public required long AttoDelta { get; init; }

    /// <summary>
    /// The most jobs of the requester that may spend of it within any 24 hours, 1 to 1,000,000; those that are answered from the record do not count. It bounds how
    /// fast a stolen key of the requester learns.
    /// </summary>
    public required int MaximumJobsPerDay { get; init; }
}
