namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>Discrete Gaussian noise so wide that it counts as continuous noise that is rounded, whatever a person changes: only the L2 norm matters then.</summary>
/// <remarks>
/// <para>
/// Theorem. Releases of integer vectors with discrete Gaussian noise of parameters σ² are together (ε, δ + (1 + e^ε)·η)-private where continuous Gaussian noise of the same σ and the same L2 sensitivities is (ε, δ)-private. η is the
/// total variation between the noise and continuous noise rounded to integers, summed over the entries that a person changes, at most L0 of each release; the others have one law for both neighbours. Proof: rounding the
/// continuous release of an integer vector is post-processing, and is η away from the release that is made, on both neighbours. It holds whatever earlier releases have shown, and so does the sum.
/// </para>
/// <para>
/// For one entry: at x, rounded over discrete weight is 𝔼 exp(-(2xu + u²)/2σ²), u uniform within ±1/2. That lies within exp(±(x²/σ² + 1)/(8σ²)) for σ ≥ 16, as the mean of cosh(xu/σ²) is at most exp(x²/8σ⁴) and u² ≤ 1/4;
/// the two normalising constants differ by less than e^(-19σ²). With 𝔼x²/σ² ≤ 1 the variation is below 1/(4σ²).
/// </para>
/// </remarks>
internal static class WideGaussian
{
    private static readonly Rational s_smallestVariance = 256;

    /// <summary>η of one release, or infinity where nothing is proved.</summary>
    public static double VariationUp(MechanismReport report) => report.Kind == MechanismKind.DiscreteGaussian && report.Scale >= s_smallestVariance
        ? Rounding.Up((report.Sensitivity.L0 / (4 * report.Scale)).ToDouble())
        : double.PositiveInfinity;

    /// <summary>The continuous noise.</summary>
    public static GaussianEvent EventOf(MechanismReport report) => new(Rational.One, RootUp.Of(report.Sensitivity.L2Squared / report.Scale));
}
