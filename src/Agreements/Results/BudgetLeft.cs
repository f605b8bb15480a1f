namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>What one owner lets one requester spend at this instance, and what is left of it. What it spent under grants that ended counts in the first alone.</summary>
public sealed record BudgetLeft
{
    /// <summary>Whose people.</summary>
    public required PartyId Owner { get; init; }

    /// <summary>Whose jobs.</summary>
    public required PartyId Requester { get; init; }

    /// <summary>ρ spent so far and ρ left, in units of 10⁻⁹.</summary>
    public required long GrantedNanoRho { get; init; }

    /// <summary>ρ left of the grants that are current, in units of 10⁻⁹.</summary>
    public required long LeftNanoRho { get; init; }

    /// <summary>δ spent so far and δ left, in units of 10⁻¹⁸.</summary>
    public required long GrantedAttoDelta { get; init; }

    /// <summary>δ left of the grants that are current, in units of 10⁻¹⁸.</summary>
    public required long LeftAttoDelta { get; init; }
}
