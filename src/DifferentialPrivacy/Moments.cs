namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Noisy moments of a bounded value; mean and variance are computed from the noisy sums alone.</summary>
/// <param name="Count">The noisy number of rows.</param>
/// <param name="Mean">In the value's own unit, confined to the range; <see langword="null"/> when the noisy count is below 1.</param>
/// <param name="Variance">In the value's own unit squared, at least 0 and at most a quarter of the width squared; <see langword="null"/> when it was not asked for or there is no mean.</param>
public sealed record Moments(long Count, double? Mean, double? Variance)
{
    internal static Moments Of(NoisyMoments mechanism, ReadOnlySpan<long> sums)
    {
        if (sums[0] < 1)
        {
            return new Moments(sums[0], null, null);
        }

        double unit = mechanism.Range.Unit.ToDouble();
        double centred = Math.Clamp((double)sums[1] / sums[0], mechanism.Range.Lowest - mechanism.Middle, mechanism.Range.Highest - mechanism.Middle);
        double width = (double)mechanism.Range.Highest - mechanism.Range.Lowest;
        double? variance = sums.Length < 3 ? null : Math.Clamp(((double)sums[2] / sums[0]) - (centred * centred), 0, width * width / 4) * unit * unit;
        return new Moments(sums[0], (mechanism.Middle + centred) * unit, variance);
    }
}
