namespace EnclaveCleanRoom.Agreements;

/// <summary>How much one requester may spend under a grant.</summary>
public sealed record GrantedBudget
{
    /// <summary>Whose jobs spend it.</summary>
    public required PartyId Requester { get; init; }

    /// <summary>ρ in units of 10⁻⁹.</summary>
    public required long NanoRho { get; init; }

    /// <summary>δ in units of 10⁻¹⁸.</summary>
    public required long AttoDelta { get; init; }
}
