using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>A planned experiment, before anybody is assigned: how small a lift its answer could tell from none.</summary>
public sealed record LiftDesign
{
    private const double Confidence = 0.95;

    /// <summary>People to be treated, at least 1.</summary>
    public required long Treated { get; init; }

    /// <summary>People to be held out, at least 1.</summary>
    public required long HeldOut { get; init; }

    /// <summary>The share of people held out that is expected to convert, above 0 and below 1.</summary>
    public required double Baseline { get; init; }

    /// <summary>What the numbers of people may cost, ρ in units of 10⁻⁹: all of a query without values, half of one with values; at least 1.</summary>
    public required long NanoRho { get; init; }

    /// <summary>
    /// The smallest absolute lift above 0 whose interval lies above 0 with probability <paramref name="power"/>: people are a sample, and noise is added.
    /// </summary>
    /// <param name="power">Above 0.5 and below 1; 0.8 is usual.</param>
    /// <returns>As a difference of rates; <see langword="null"/> where no lift that the baseline leaves room for could be found.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <remarks>The lift d with d = (z(0.975) + z(power))·sd(d), where sd(d)² sums p(1-p)/n + σ²((1-p)² + p²)/n² over both arms.</remarks>
    public double? MinimumDetectableLift(double power) => Find(power, NoiseVariance());

    /// <summary>The same if there were no noise: what the experiment's size alone allows.</summary>
    /// <param name="power">As above.</param>
    /// <returns>As above.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public double? MinimumDetectableLiftWithoutNoise(double power) => Find(power, 0);

    private double NoiseVariance()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(NanoRho);
        return CountNoise.ForRho(LiftQuery.PeopleSensitivity, Rho.FromNano(NanoRho)).Variance;
    }

    private double? Find(double power, double noiseVariance)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Treated);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(HeldOut);
        RequireBetween(Baseline, 0, 1, nameof(Baseline));
        RequireBetween(power, 0.5, 1, nameof(power));
        double deviations = StandardNormal.Quantile((1 + Confidence) / 2) + StandardNormal.Quantile(power);
        bool IsFound(double lift) =>
            lift >= deviations * Math.Sqrt(VarianceOf(Baseline + lift, Treated, noiseVariance) + VarianceOf(Baseline, HeldOut, noiseVariance));

        (double low, double high) = (0, 1 - Baseline);
        if (!IsFound(high))
        {
            return null;
        }

        for (int step = 0; step < 200; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = IsFound(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    private static double VarianceOf(double rate, double people, double noiseVariance) =>
        (rate * (1 - rate) / people) + (noiseVariance * (((1 - rate) * (1 - rate)) + (rate * rate)) / (people * people));

    private static void RequireBetween(double value, double low, double high, string name)
    {
        if (!(value > low && value < high))
        {
            throw new ArgumentOutOfRangeException(name, $"It lies between {low} and {high}.");
        }
    }
}
