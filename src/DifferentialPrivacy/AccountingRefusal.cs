namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Why an accountant gives no answer.</summary>
public enum AccountingRefusal
{
    /// <summary>One of the releases has no losses in closed form or on a lattice.</summary>
    NoExactComposition = 1,

    /// <summary>The losses have no common lattice coarse enough to be summed.</summary>
    LatticeTooFine = 2,
}
