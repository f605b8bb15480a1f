using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>An estimate and how far its 95 % interval reaches to either side, sampling and noise together.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Below">Estimate less lower end, at least 0.</param>
/// <param name="Above">Upper end less estimate, at least 0.</param>
internal readonly record struct Spread(double Estimate, double Below, double Above)
{
    /// <summary>The 97.5 % point of the standard normal law.</summary>
    internal const double Z = 1.959963984540054;

    internal double Low => Estimate - Below;

    internal double High => Estimate + Above;

    /// <summary>An estimate whose error is normal with a known variance.</summary>
    internal static Spread Normal(double estimate, double variance) => new(estimate, Z * Math.Sqrt(variance), Z * Math.Sqrt(variance));

    /// <summary>The difference of two independent estimates, by recovering each one's variance from the side of its interval that matters.</summary>
    /// <remarks>Source: Zou and Donner 2008, "Construction of confidence limits about effect measures", equation 5; of two Wilson intervals it is Newcombe's.</remarks>
    internal static Spread Difference(Spread left, Spread right) => new(
        left.Estimate - right.Estimate, Math.Sqrt((left.Below * left.Below) + (right.Above * right.Above)), Math.Sqrt((left.Above * left.Above) + (right.Below * right.Below)));

    /// <summary>The product with a number that is itself known up to an independent error of the given variance.</summary>
    internal Spread Times(double factor, double varianceOfFactor)
    {
        double size = Math.Abs(factor);
        double own = Z * Z * Estimate * Estimate * varianceOfFactor;
        (double below, double above) = factor >= 0 ? (Below, Above) : (Above, Below);
        return new Spread(Estimate * factor, Math.Sqrt((below * below * size * size) + own), Math.Sqrt((above * above * size * size) + own));
    }

    /// <summary>As a figure, confined to what is possible.</summary>
    internal Figure ToFigure(double least, double most) => new()
    {
        Estimate = Math.Clamp(Estimate, least, most),
        Low = Math.Clamp(Low, least, most),
        High = Math.Clamp(High, least, most),
        InferredFrom = Figure.FromSamplingAndNoise,
    };
}
