namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>The law of the noise on an integer, and what its exact scale parameter means.</summary>
public enum NoiseKind
{
    /// <summary>Weight exp(-|x|/b); the parameter is b.</summary>
    DiscreteLaplace = 1,

    /// <summary>Weight exp(-x²/2σ²); the parameter is σ².</summary>
    DiscreteGaussian = 2,
}
