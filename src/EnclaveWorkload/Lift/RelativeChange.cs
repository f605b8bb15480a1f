namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>How much larger one probability is than another, as a share of the other.</summary>
/// <remarks>
/// The limits of a ratio, each variance recovered from the side of its interval that matters (Donner and Zou 2012, "Closed-form confidence intervals for functions of the normal mean and standard deviation", section 2).
/// The lower limit is written with the root in the denominator, which stays right when twice the estimate is below its upper end.
/// </remarks>
internal static class RelativeChange
{
    /// <returns>No interval where the lower end of <paramref name="to"/> is 0: the ratio has no upper end then.</returns>
    internal static Spread? Of(Spread from, Spread to)
    {
        (double above, double below) = (Math.Clamp(from.Estimate, 0, 1), Math.Clamp(to.Estimate, 0, 1));
        (double aboveLow, double aboveHigh) = (Math.Max(from.Low, 0), Math.Min(from.High, 1));
        (double belowLow, double belowHigh) = (to.Low, Math.Min(to.High, 1));
        if (belowLow <= 0)
        {
            return null;
        }

        double product = above * below;
        double lowRoot = Math.Sqrt(Math.Max(0, (product * product) - (aboveLow * belowHigh * ((2 * above) - aboveLow) * ((2 * below) - belowHigh))));
        double highRoot = Math.Sqrt(Math.Max(0, (product * product) - (aboveHigh * belowLow * ((2 * above) - aboveHigh) * ((2 * below) - belowLow))));
        double low = product + lowRoot == 0 ? 0 : aboveLow * ((2 * above) - aboveLow) / (product + lowRoot);
        double high = (product + highRoot) / (belowLow * ((2 * below) - belowLow));
        double estimate = above / below;
        return new Spread(estimate - 1, Math.Max(0, estimate - low), Math.Max(0, high - estimate));
    }
}
