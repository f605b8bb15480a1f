using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>
/// Computes again what a result says that it cost: of each mechanism from its sensitivity and scale, and the ε of the whole. What
/// is stated may be more than that and never less.
/// </summary>
internal static class StatedCost
{
    /// <summary>Longest fraction that is read; those of real mechanisms have some dozens of digits.</summary>
    private const int LongestFraction = 512;

    /// <summary>ε is a double made by logarithms, which two platforms may round differently in the last places.</summary>
    private const double Rounding = 1e-9;

    /// <summary>Whether a mechanism of that sensitivity and scale costs no more than it states.</summary>
    internal static bool Covers(MechanismEntry stated)
    {
        if (!TryRead(stated.Scale, out Rational scale) || scale.Sign <= 0 || !TryRead(stated.Sensitivity, out Sensitivity s))
        {
            return false;
        }

        return stated.Mechanism switch
        {
            MechanismKind.DiscreteLaplace => stated.Norm == "L1"
                && TryRead(stated.Epsilon, out Rational epsilon)
                && epsilon >= s.L1 / scale
                && IsAtLeast(stated.NanoRho, epsilon * epsilon / 2),
            MechanismKind.DiscreteGaussian => stated.Norm == "L2" && IsImpure(stated) && IsAtLeast(stated.NanoRho, s.L2Squared / (2 * scale)),
            MechanismKind.TruncatedGeometricSelection => stated.Norm == "L0" && IsImpure(stated) && stated.AttoDelta > 0
                && IsAtLeast(stated.NanoRho, s.L0 * scale * scale / 2),
            MechanismKind.RandomisedResponse => stated.Norm == "L0"
                && TryRead(stated.Epsilon, out Rational flips)
                && flips >= s.L0 * scale
                && IsAtLeast(stated.NanoRho, RandomisedResponse.RhoOf(new Epsilon(flips))),
            MechanismKind.AdaptiveRounds => stated.Norm == "L2" && IsImpure(stated) && IsAtLeast(stated.NanoRho, scale),
            _ => false,
        };
    }

    /// <summary>The least ε that may be stated, as the room computes it: <see cref="MechanismReport.EstimateAt"/>.</summary>
    /// <param name="result">A result each of whose mechanisms covers its cost, and whose costs are 0 or more.</param>
    internal static double LeastEpsilon(Result result) =>
        MechanismReport.EstimateAt([.. result.Mechanisms.Select(Read)], Delta.FromAtto(result.Privacy.StatementAttoDelta)).Epsilon;

    private static MechanismReport Read(MechanismEntry stated)
    {
        _ = TryRead(stated.Scale, out Rational scale);
        _ = TryRead(stated.Sensitivity, out Sensitivity sensitivity);
        return new MechanismReport
        {
            Name = stated.Figure,
            Kind = stated.Mechanism,
            Adjacency = Adjacency.AddOrRemoveOnePerson,
            Sensitivity = sensitivity,
            Norm = stated.Norm,
            Scale = scale,
            Epsilon = !IsImpure(stated) && TryRead(stated.Epsilon, out Rational epsilon) ? new Epsilon(epsilon) : null,
            Cost = new PrivacyCost(stated.NanoRho, stated.AttoDelta),
            Source = stated.Source,
        };
    }

    internal static bool IsWithinRounding(double least, double stated) => double.IsFinite(least) && stated >= least * (1 - Rounding);

    private static bool IsImpure(MechanismEntry stated) => stated.Epsilon == MechanismEntry.NoEpsilon;

    private static bool IsAtLeast(long nanoRho, Rational rho) => nanoRho >= (rho * 1_000_000_000).Ceiling();

    private static bool TryRead(SensitivityEntry stated, out Sensitivity sensitivity) =>
        Sensitivity.TryOfNorms(stated.L0, stated.L1, stated.L2Squared, stated.LInfinity, out sensitivity);

    private static bool TryRead(string text, out Rational value)
    {
        value = Rational.Zero;
        return text.Length <= LongestFraction && Rational.TryParse(text, out value);
    }
}
