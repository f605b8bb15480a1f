namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Why a spend was refused.</summary>
public enum BudgetDenialReason
{
    /// <summary>The id was used before; nothing is computed twice.</summary>
    IdUsed = 1,

    /// <summary>At least one account cannot pay; none was charged.</summary>
    Exhausted = 2,
}
