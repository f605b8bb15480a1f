namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Ways to count what several releases tell together. Each gives a valid bound; they differ in how tight it is and to what they apply.</summary>
public enum Accountant
{
    /// <summary>The smallest bound of all that apply.</summary>
    Best = 1,

    /// <summary>The whole law of the privacy loss, on a grid, composed by Fourier transform.</summary>
    PrivacyLoss = 2,

    /// <summary>Rényi divergences at many orders.</summary>
    Renyi = 3,

    /// <summary>Sums of ρ, as the ledger counts; sampling is not rewarded.</summary>
    ZeroConcentrated = 4,

    /// <summary>No discretisation: Gaussian noise in closed form, integer noise and pure releases on their own lattice of losses.</summary>
    Exact = 5,
}
