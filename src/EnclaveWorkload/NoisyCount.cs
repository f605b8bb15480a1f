using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>A noised count with the widths of its noise: what figures for people are made of, by post-processing alone.</summary>
internal readonly record struct NoisyCount(long Value, NoiseWidths Widths)
{
    /// <summary>The count itself, as it was noised: a small one may be negative. Were it raised to 0, parts would add up to more than their whole.</summary>
    internal Figure ToFigure() => Figures.Of(Value, (double)Value - Widths.Single, (double)Value + Widths.Single);

    /// <summary>The sum of two independent counts.</summary>
    internal static Figure SumFigure(NoisyCount first, NoisyCount second)
    {
        double sum = (double)first.Value + second.Value;
        double half = (double)first.Widths.Joint + second.Widths.Joint;
        return Figures.Of(sum, sum - half, sum + half);
    }

    /// <summary>The share of the first count in the sum of both, 0 to 1; the whole range when nothing can be said.</summary>
    internal static Figure ShareFigure(NoisyCount part, NoisyCount rest)
    {
        (double partLow, double partHigh) = part.JointRange();
        (double restLow, double restHigh) = rest.JointRange();
        double estimate = Share(Math.Max(part.Value, 0), Math.Max(rest.Value, 0), ifEmpty: 0);

        // The share grows with the part and falls with the rest, so its extremes lie at the corners.
        return Figures.Of(estimate, Share(partLow, restHigh, ifEmpty: 0), Share(partHigh, restLow, ifEmpty: 1));
    }

    private (double Low, double High) JointRange() =>
        (Math.Max((double)Value - Widths.Joint, 0), Math.Max((double)Value + Widths.Joint, 0));

    private static double Share(double part, double rest, double ifEmpty) => part + rest > 0 ? part / (part + rest) : ifEmpty;
}
