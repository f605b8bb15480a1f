using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

/// <summary>A figure computed from noised histograms, with the variance that their noise gives it; or nothing, when noise drowns it.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Variance">By the delta method: the noise's variance times the squared gradient. Infinite when nothing can be said.</param>
internal readonly record struct Estimate(double Value, double Variance)
{
    /// <summary>Two-sided 95 % of the normal law, to which sums over many bins of noise are close.</summary>
    private const double Quantile = 1.959963984540054;

    /// <summary>Nothing can be said.</summary>
    internal static Estimate Unknown(double placeholder) => new(placeholder, double.PositiveInfinity);

    /// <summary>The difference of two estimates of independent noise.</summary>
    internal static Estimate Difference(Estimate first, Estimate second) =>
        new(first.Value - second.Value, first.Variance + second.Variance);

    /// <summary>The figure with its interval, both confined to what is possible.</summary>
    internal Figure ToFigure(double lowest, double highest)
    {
        double half = Quantile * Math.Sqrt(Variance);
        return new Figure
        {
            Estimate = Math.Clamp(Value, lowest, highest),
            Low = double.IsFinite(half) ? Math.Clamp(Value - half, lowest, highest) : lowest,
            High = double.IsFinite(half) ? Math.Clamp(Value + half, lowest, highest) : highest,
        };
    }
}
