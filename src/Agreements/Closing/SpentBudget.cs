namespace EnclaveCleanRoom.Agreements.Closing;

/// <summary>What a requester spent of an owner's budget.</summary>
public sealed record SpentBudget
{
    /// <summary>Whose jobs.</summary>
    public required PartyId Requester { get; init; }

    /// <summary>Billionths of ρ, 0 or more.</summary>
    public required long NanoRho { get; init; }

    /// <summary>δ in 1e-18, 0 or more.</summary>
    public required long AttoDelta { get; init; }
}
