namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>A probability, estimated from the noised number of those for whom it came true and of the others.</summary>
/// <remarks>
/// Of n people each comes true with probability p, so their share varies by p(1-p)/n; noise of variance v on both numbers adds v((1-p)² + p²)/n² to first order. The interval holds
/// every p whose own standard deviation would explain the share (Wilson 1927, with the noise's variance beside the binomial one): it is right for small numbers too, where
/// an interval around the estimate would not be. n is known up to noise alone, which is of second order.
/// </remarks>
internal static class NoisyShare
{
    /// <param name="part">The noised number of those for whom it came true.</param>
    /// <param name="rest">The noised number of the others.</param>
    /// <param name="noiseVariance">The variance of the noise on each.</param>
    internal static Spread Of(double part, double rest, double noiseVariance)
    {
        double people = part + rest;
        if (people < 1)
        {
            return new Spread(0, 1, 1);
        }

        double share = part / people;
        double possible = Math.Clamp(share, 0, 1);
        double sampling = Spread.Z * Spread.Z / people;
        double noise = Spread.Z * Spread.Z * noiseVariance / (people * people);

        // (share - p)² = sampling·p(1-p) + noise·(1 - 2p + 2p²), a quadratic in p: a·p² - 2b·p + c = 0.
        double a = 1 + sampling - (2 * noise);
        double b = possible + (sampling / 2) - noise;
        double c = (possible * possible) - noise;
        if (a <= 0)
        {
            return new Spread(share, 1, 1);
        }

        double root = Math.Sqrt(Math.Max(0, (b * b) - (a * c)));
        return new Spread(share, Math.Max(0, possible - ((b - root) / a)), Math.Max(0, ((b + root) / a) - possible));
    }
}
