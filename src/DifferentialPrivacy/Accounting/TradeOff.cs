namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>
/// From (ε, δ) bounds to the trade-off of error rates: whoever accuses the innocent at rate α accuses the guilty at rate at most
/// δ + e^ε·α, for every (ε, δ) that holds (Wasserman, Zhou 2010; Dong, Roth, Su 2019).
/// </summary>
internal static class TradeOff
{
    private const double Golden = 0.6180339887498949;
    private const int Steps = 40;

    public static double TruePositiveRateAt(PrivacyComposition composition, double falsePositiveRate)
    {
        // The rate as a function of ln δ falls and then rises; both ends are valid bounds too.
        (double low, double high) = (Math.Log(falsePositiveRate) - 30, -1e-9);
        double best = 1;
        for (int step = 0; step < Steps; step++)
        {
            (double left, double right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
            (double atLeft, double atRight) = (RateAt(composition, falsePositiveRate, left), RateAt(composition, falsePositiveRate, right));
            best = Math.Min(best, Math.Min(atLeft, atRight));
            (low, high) = atLeft <= atRight ? (low, right) : (left, high);
        }

        return best;
    }

    private static double RateAt(PrivacyComposition composition, double falsePositiveRate, double logDelta)
    {
        Rational delta = Rational.FromDouble(Math.Exp(logDelta));
        if (!composition.TryEpsilonAt(delta, Accountant.Exact, out PrivacyEstimate estimate, out _))
        {
            composition.TryEpsilonAt(delta, Accountant.PrivacyLoss, out estimate, out _);
        }

        return delta.ToDouble() + (Math.Exp(estimate.Epsilon) * falsePositiveRate * (1 + 1e-14));
    }
}
