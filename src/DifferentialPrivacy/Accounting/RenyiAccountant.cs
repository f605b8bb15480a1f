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

        double best = s_orders.Min(order => EpsilonAt(events, spare, order));
        return events.Any(counted => counted.Event is SampledGaussianEvent) ? best : Math.Min(best, Refine(events, spare));
    }

    /// <summary>The ε at <paramref name="delta"/> from the best of <paramref name="orders"/>, each above 1.</summary>
    public static double EpsilonAt(IReadOnlyList<CountedEvent> events, double delta, IEnumerable<double> orders) =>
        orders.Min(order => EpsilonAt(events, delta - OwnDelta(events), order));

    private static double EpsilonAt(IReadOnlyList<CountedEvent> events, double delta, double order)
    {
        double divergence = events.Sum(counted => counted.Count * counted.Event.RenyiUp(order));
        double conversion = Math.Log(1 - (1 / order)) - ((Math.Log(delta) + Math.Log(order)) / (order - 1));
        double error = 1e-14 * (divergence + Math.Abs(Math.Log(1 - (1 / order))) + ((Math.Abs(Math.Log(delta)) + Math.Log(order)) / (order - 1)));
        return Math.Max(0, divergence + conversion + error);
    }

    // In ln(α-1) the bound falls and then rises.
    private static double Refine(IReadOnlyList<CountedEvent> events, double delta)
    {
        const double Golden = 0.6180339887498949;
        (double low, double high) = (Math.Log(1e-6), Math.Log(1e9));
        double best = double.PositiveInfinity;
        for (int step = 0; step < 100; step++)
        {
            (double left, double right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
            (double atLeft, double atRight) = (EpsilonAt(events, delta, 1 + Math.Exp(left)), EpsilonAt(events, delta, 1 + Math.Exp(right)));
            best = Math.Min(best, Math.Min(atLeft, atRight));
            (low, high) = atLeft < atRight ? (low, right) : (left, high);
        }

        return best;
    }

    private static double OwnDelta(IReadOnlyList<CountedEvent> events) =>
        events.Sum(counted => counted.Event.Delta.Sign == 0 ? 0 : counted.Count * Math.BitIncrement(counted.Event.Delta.ToDouble()) * (1 + 1e-15));
}
