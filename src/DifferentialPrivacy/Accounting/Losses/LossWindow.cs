namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>Where the sum of losses is looked at, and how it is tilted for it. Any window gives a safe answer; a good one gives a tight one.</summary>
/// <param name="Delta">The δ it was made for.</param>
/// <param name="Tilt">θ: the sum is computed under weights exp(θ·loss), which makes the rare losses near ε common and keeps their digits.</param>
/// <param name="Lowest">The smallest loss looked at.</param>
/// <param name="Highest">Beyond this the probability is bounded and counted as certain loss.</param>
/// <param name="Largest">No loss is above this; infinite when there is no bound.</param>
/// <param name="TailTilt">The t by which that probability is bounded (Chernoff).</param>
/// <param name="Deviation">Standard deviation of the tilted sum.</param>
internal readonly record struct LossWindow(double Delta, double Tilt, double Lowest, double Highest, double Largest, double TailTilt, double Deviation)
{
    private const int Orders = 64;
    private const double SmallestOrder = 1e-3;
    private const double OrderRatio = 1.45;

    // The share of δ that may be lost above the window.
    private static readonly double s_spare = Math.Log(1e8);

    /// <summary>The largest loss that is looked at.</summary>
    public double Top => Math.Min(Highest, Largest);

    /// <summary>From the lowest loss to the largest that is looked at.</summary>
    public double Width => Top - Lowest;

    /// <summary>A window for the ε at <paramref name="delta"/>.</summary>
    public static LossWindow ForDelta(IReadOnlyList<LossTerm> terms, double delta)
    {
        (double[] orders, double[] cumulants) = Cumulants(terms);
        double target = -Math.Log(delta);
        int best = 0;
        int bestTail = 0;
        for (int i = 1; i < orders.Length; i++)
        {
            best = (cumulants[i] + target) / orders[i] < (cumulants[best] + target) / orders[best] ? i : best;
            bestTail = (cumulants[i] + target + s_spare) / orders[i] < (cumulants[bestTail] + target + s_spare) / orders[bestTail] ? i : bestTail;
        }

        // The smallest tilt whose bound on δ is within a factor e of the best. Where the losses are bounded and the largest is likelier than δ, no tilt is best, and
        // great ones would leave nothing else: there digits are given up instead, of which rounding leaves 14 less those of the number of releases.
        double spare = best < orders.Length - 1 ? 1 : Math.Max(1, Math.Log(1e5 / terms.Sum(term => (double)term.Count)));
        double epsilon = (cumulants[best] + target) / orders[best];
        int tilt = 0;
        while (tilt < best && cumulants[tilt] + target - (orders[tilt] * epsilon) > spare)
        {
            tilt++;
        }

        return Around(terms, delta, orders[tilt], cumulants[tilt], orders[bestTail], (cumulants[bestTail] + target + s_spare) / orders[bestTail]);
    }

    /// <summary>A window for the δ at <paramref name="epsilon"/>.</summary>
    public static LossWindow ForEpsilon(IReadOnlyList<LossTerm> terms, double epsilon)
    {
        (double[] orders, double[] cumulants) = Cumulants(terms);
        double smallest = 0;
        for (int i = 0; i < orders.Length; i++)
        {
            smallest = Math.Min(smallest, cumulants[i] - (orders[i] * epsilon));
        }

        return ForDelta(terms, Math.Exp(Math.Max(smallest, -600)));
    }

    private static LossWindow Around(IReadOnlyList<LossTerm> terms, double delta, double tilt, double cumulant, double tailTilt, double highest)
    {
        const double Nudge = 0.05;
        (double below, double above) = (Cumulant(terms, tilt * (1 - Nudge)), Cumulant(terms, tilt * (1 + Nudge)));
        double mean = (above - below) / (2 * Nudge * tilt);
        double deviation = Math.Sqrt(Math.Max(0, (above - (2 * cumulant) + below) / (Nudge * Nudge * tilt * tilt)));
        double largest = terms.Sum(term => term.Law.Largest * term.Count);
        deviation = Math.Max(deviation, 1e-9 * Math.Max(Math.Abs(mean), 1e-6));
        return new LossWindow(delta, tilt, mean - (12 * deviation), highest, largest, tailTilt, deviation);
    }

    private static (double[] Orders, double[] Cumulants) Cumulants(IReadOnlyList<LossTerm> terms)
    {
        double[] orders = new double[Orders];
        double[] cumulants = new double[Orders];
        for (int i = 0; i < Orders; i++)
        {
            orders[i] = SmallestOrder * Math.Pow(OrderRatio, i);
            cumulants[i] = Cumulant(terms, orders[i]);
        }

        return (orders, cumulants);
    }

    private static double Cumulant(IReadOnlyList<LossTerm> terms, double t)
    {
        double sum = 0;
        for (int i = 0; i < terms.Count; i++)
        {
            sum += terms[i].Count * terms[i].Law.Cumulant(t);
        }

        return sum;
    }
}
