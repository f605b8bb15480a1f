namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>What a mechanism does, and what the scale parameter of its report means.</summary>
public enum MechanismKind
{
    /// <summary>Integers plus discrete Laplace noise; the parameter is b, the norm L1.</summary>
    DiscreteLaplace = 1,

    /// <summary>Integers plus discrete Gaussian noise; the parameter is σ², the norm L2 (squared).</summary>
    DiscreteGaussian = 2,

    /// <summary>Groups shown or absent by truncated geometric selection; the parameter is ε per group, the norm L0.</summary>
    TruncatedGeometricSelection = 3,

    /// <summary>Candidates chosen by the exponential mechanism; the parameter is what a score is multiplied by in the exponent, the norm L∞.</summary>
    ExponentialChoice = 4,

    /// <summary>Candidates chosen by permute-and-flip; the parameter is what a score is multiplied by in the exponent, the norm L∞.</summary>
    PermuteAndFlip = 5,

    /// <summary>Values of single people replaced at random; the parameter is ε, the norm L0.</summary>
    RandomisedResponse = 6,

    /// <summary>Rounds of noise and choices, divided along the way; the parameter is the ρ that they stop at, the norm L2 (squared).</summary>
    AdaptiveRounds = 7,
}
