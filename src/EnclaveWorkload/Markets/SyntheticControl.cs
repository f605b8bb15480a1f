namespace EnclaveCleanRoom.EnclaveWorkload.Markets;

/// <summary>A group of markets beside the weighted sum of others that follows it best before the treatment.</summary>
/// <remarks>Source: Abadie, Diamond, Hainmueller 2010, "Synthetic control methods for comparative case studies", without the condition that weights add up to one.</remarks>
internal sealed class SyntheticControl
{
    private SyntheticControl(double[] weights, double[] synthetic, double effect, double before)
    {
        Weights = weights;
        Synthetic = synthetic;
        Effect = effect;
        Relative = effect / Math.Max(before, 1);
        Before = Math.Max(before, 1);
    }

    /// <summary>One for each donor.</summary>
    internal double[] Weights { get; }

    /// <summary>The weighted sum in every period.</summary>
    internal double[] Synthetic { get; }

    /// <summary>What the group had more than the weighted sum, over all periods since the treatment.</summary>
    internal double Effect { get; }

    /// <summary>What the group had before, scaled to as many periods as there are since; at least 1.</summary>
    internal double Before { get; }

    /// <summary>The effect as a share of <see cref="Before"/>.</summary>
    internal double Relative { get; }

    /// <param name="group">The group's totals, one a period.</param>
    /// <param name="donors">The other markets'.</param>
    /// <param name="prePeriods">How many of the periods lie before the treatment; the weights see no others.</param>
    internal static SyntheticControl Fit(double[] group, IReadOnlyList<double[]> donors, int prePeriods)
    {
        double[] weights = NonNegativeFit.Of(group.AsSpan(0, prePeriods), [.. donors.Select(donor => donor[..prePeriods])]);
        double[] synthetic = new double[group.Length];
        for (int donor = 0; donor < donors.Count; donor++)
        {
            for (int period = 0; period < synthetic.Length; period++)
            {
                synthetic[period] += weights[donor] * donors[donor][period];
            }
        }

        double effect = group[prePeriods..].Sum() - synthetic[prePeriods..].Sum();
        double before = group[..prePeriods].Sum() * (group.Length - prePeriods) / prePeriods;
        return new SyntheticControl(weights, synthetic, effect, before);
    }
}
