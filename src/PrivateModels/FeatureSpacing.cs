namespace EnclaveCleanRoom.PrivateModels;

/// <summary>How the public candidates for thresholds are laid out between a numeric feature's public bounds.</summary>
public enum FeatureSpacing
{
    /// <summary>At equal distances.</summary>
    Linear = 1,

    /// <summary>At equal ratios of the distance from the lower bound plus one: for amounts and counts, whose small values differ more than their large ones.</summary>
    Logarithmic = 2,
}
