namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>In what the distance between a mechanism's outputs on two inputs is measured; each member implies those after it.</summary>
public enum OutputMeasure
{
    /// <summary>Max-divergence: ε-differential privacy. Source: Dwork, McSherry, Nissim, Smith 2006.</summary>
    PureDifferentialPrivacy = 1,

    /// <summary>Rényi divergence of every order α at most ρ·α. Source: Bun, Steinke 2016, Definition 1.1.</summary>
    ZeroConcentrated = 2,

    /// <summary>The same but for an event of probability δ. Source: Bun, Steinke 2016, Definition 8.1.</summary>
    ApproximateZeroConcentrated = 3,
}
