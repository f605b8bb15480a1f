namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>What one owner granted one requester at this instance, and what is left of it.</summary>
public sealed record BudgetLeft
{
    /// <summary>Whose people.</summary>
    public required PartyId Owner { get; init; }

    /// <summary>Whose jobs.</summary>
    public required PartyId Requester { get; init; }

    /// <summary>ρ granted, in units of 10⁻⁹.</summary>
    public required long GrantedNanoRho { get; init; }

    /// <summary>ρ left, in units of 10⁻⁹.</summary>
    public required long LeftNanoRho { get; init; }

    /// <summary>δ granted, in units of 10⁻¹⁸.</summary>
    public required long GrantedAttoDelta { get; init; }

    /// <summary>δ left, in units of 10⁻¹⁸.</summary>
    public required long LeftAttoDelta { get; init; }
}
