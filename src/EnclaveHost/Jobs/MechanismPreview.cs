using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>A mechanism before it is run: what it would do, and how far off that leaves an answer. Nothing of it depends on data.</summary>
/// <param name="Report">What it would do.</param>
internal sealed record MechanismPreview(MechanismReport Report)
{
    private static readonly Rational s_coverage = new(95, 100);
    private static readonly Rational s_half = new(1, 2);

    /// <summary>The noise of each noised entry lies within this with at least 95 %, in the unit that the figure's name says; null where it adds none.</summary>
    internal long? HalfWidth { get; private init; }

    /// <summary>A discovered group of so many people is shown with a probability of a half or more; null where none are discovered.</summary>
    internal long? ShownFrom { get; private init; }

    /// <summary>A discovered group of so many people is always shown; null where none are discovered.</summary>
    internal long? AlwaysShownFrom { get; private init; }

    /// <summary>The probability that a person's answer is another than the true one; null where no person is answered about.</summary>
    internal double? WrongShare { get; private init; }

    /// <summary>Looks at each part of a mechanism.</summary>
    internal static IEnumerable<MechanismPreview> Of(Mechanism mechanism)
    {
        CountNoise? noise = (mechanism as NoisyCounts)?.Noise ?? (mechanism as PrivateSelection)?.Noise;
        SelectionRule? rule = (mechanism as GroupSelection)?.Rule ?? (mechanism as PrivateSelection)?.Rule;

        // Of several reports of one mechanism, as of a selection and the counts of what was selected, each has its own error.
        return mechanism.Reports.Select(report => report.Kind switch
        {
            MechanismKind.DiscreteGaussian or MechanismKind.DiscreteLaplace => new MechanismPreview(report) { HalfWidth = noise?.HalfWidth(s_coverage) },
            MechanismKind.TruncatedGeometricSelection when rule is not null => new MechanismPreview(report) { ShownFrom = ShownFromHalf(rule), AlwaysShownFrom = rule.AlwaysShownFrom },
            MechanismKind.RandomisedResponse when mechanism is RandomisedResponse response => new MechanismPreview(report) { WrongShare = (response.Values - 1) / (Math.Exp(response.Epsilon.Value.ToDouble()) + response.Values - 1) },
            _ => new MechanismPreview(report),
        });
    }

    private static long ShownFromHalf(SelectionRule rule)
    {
        (long low, long high) = (0, rule.AlwaysShownFrom);
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = rule.Probability(middle) >= s_half ? (low, middle) : (middle, high);
        }

        return high;
    }
}
