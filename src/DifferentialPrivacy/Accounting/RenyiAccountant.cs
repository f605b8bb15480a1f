namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>Counts by sums of Rényi divergences at a fixed list of orders, and between them where that is cheap.</summary>
/// <remarks>
/// From order α to (ε, δ): ε = R + ln((α-1)/α) - (ln δ + ln α)/(α-1) (Canonne, Kamath, Steinke 2020, Proposition 12). Every order gives a valid bound.
/// </remarks>
internal static class RenyiAccountant
{
    // The orders that Google's accountant uses too, so that figures can be compared digit for digit.
    private static readonly double[] s_orders =
        [.. Enumerable.Range(1, 99).Select(tenth => 1 + (tenth / 10.0)), .. Enumerable.Range(11, 53).Select(whole => (double)whole), 128, 256, 512, 1024];

    /// <summary>The ε at <paramref name="delta"/> above 0.</summary>
    public static double EpsilonAt(IReadOnlyList<CountedEvent> events, double delta)
    {
        double spare = delta - OwnDelta(events);
        if (!(spare > 0))
        {
            return double.PositiveInfinity;
        }

        RenyiCurve curve = new(events);
        double best = BestOf(s_orders, curve, spare);
        return events.Any(counted => counted.Event is SampledGaussianEvent) ? best : Math.Min(best, Refine(curve, spare));
    }

    /// <summary>The ε at <paramref name="delta"/> from the best of <paramref name="orders"/>, ascending, each above 1.</summary>
    public static double EpsilonAt(IReadOnlyList<CountedEvent> events, double delta, IEnumerable<double> orders) =>
        BestOf([.. orders], new RenyiCurve(events), delta - OwnDelta(events));

    // The bound falls and then rises from order to order: every eighth is looked at, then those around the best.
    private static double BestOf(double[] ascending, RenyiCurve curve, double delta)
    {
        const int Stride = 8;
        double[] bounds = new double[ascending.Length];
        Array.Fill(bounds, double.PositiveInfinity);
        int best = 0;
        for (int i = 0; i < ascending.Length; i += Stride)
        {
            best = At(i) < bounds[best] || i == 0 ? i : best;
        }

        for (int i = Math.Max(0, best - Stride + 1); i < Math.Min(ascending.Length, best + Stride); i++)
        {
            _ = double.IsPositiveInfinity(bounds[i]) ? At(i) : bounds[i];
        }

        return bounds.Min();

        double At(int i) => bounds[i] = EpsilonAt(curve.At(ascending[i]), delta, ascending[i]);
    }

    private static double EpsilonAt(double divergence, double delta, double order)
    {
        double conversion = Math.Log(1 - (1 / order)) - ((Math.Log(delta) + Math.Log(order)) / (order - 1));
        double error = 1e-14 * (divergence + Math.Abs(Math.Log(1 - (1 / order))) + ((Math.Abs(Math.Log(delta)) + Math.Log(order)) / (order - 1)));
        return Math.Max(0, divergence + conversion + error);
    }

    // In ln(α-1) the bound falls and then rises; a golden section looks at one new place a step.
    private static double Refine(RenyiCurve curve, double delta)
    {
        const double Golden = 0.6180339887498949;
        const int Steps = 60;
        (double low, double high) = (Math.Log(1e-6), Math.Log(1e9));
        (double left, double right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
        (double atLeft, double atRight) = (At(left), At(right));
        double best = Math.Min(atLeft, atRight);
        for (int step = 0; step < Steps; step++)
        {
            if (atLeft < atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Golden * (high - low));
                atLeft = At(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Golden * (high - low));
                atRight = At(right);
            }

            best = Math.Min(best, Math.Min(atLeft, atRight));
        }

        return best;

        double At(double logBeyond) => EpsilonAt(curve.At(1 + Math.Exp(logBeyond)), delta, 1 + Math.Exp(logBeyond));
    }

    private static double OwnDelta(IReadOnlyList<CountedEvent> events) =>
        events.Sum(counted => counted.Event.Delta.Sign == 0 ? 0 : counted.Count * Math.BitIncrement(counted.Event.Delta.ToDouble()) * (1 + 1e-15));
}
