using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>
/// Counts by the whole law of the privacy loss: each mechanism's losses on a common grid, summed by Fourier transform, in both directions of
/// adding or removing a person.
/// </summary>
/// <remarks>
/// Sources: Koskela, Jälkö, Honkela 2020 (Fourier accountant); Doroshenko et al. 2022 (joining the dots); Zhu, Dong, Wang, "Optimal Accounting of Differential
/// Privacy via Characteristic Function", 2022, Theorem 10 (pairs that dominate compose, also adaptively).
/// </remarks>
internal static class LossAccountant
{
    // 2^20 points are 16 MB a transform; with many different mechanisms each gets fewer.
    private const int MostLevels = 20;
    private const int MostWorkLevels = 23;
    private const int UsualLevels = 17;
    private const int FewestLevels = 12;

    // A law may be so many times as wide as the window.
    private const double LargestSpread = 16;

    // Cells into which continuous laws are cut for each doubling of the loss, all laws together.
    private const long MostCells = 1 << 15;

    // Four standard deviations: larger shifts are composed of smaller ones.
    private const int LargestSquaredShift = 16;

    // Splitting losses between grid points adds at most step²/4 to the variance of each; this keeps the sum of it near a millionth.
    private const double PointsPerDeviation = 1000;

    /// <summary>
    /// Gathers what composes in closed form: continuous Gaussian noise into one shift, cut into equal parts of which none is so large that likelihood ratios overflow;
    /// releases that are counted by their ρ into one, because their worst case does not compose as well as ρ adds.
    /// </summary>
    public static IReadOnlyList<CountedEvent> Prepare(IReadOnlyList<CountedEvent> events)
    {
        List<CountedEvent> gathered = [.. events.Where(counted => counted.Event.SquaredShift is null && !counted.Event.IsCountedByRho)];
        Rational squaredShift = Rational.Sum([.. events.Where(counted => counted.Event.SquaredShift is not null).Select(counted => counted.Count * counted.Event.SquaredShift!.Value)]);
        if (squaredShift.Sign > 0)
        {
            BigInteger parts = (squaredShift / LargestSquaredShift).Ceiling();
            gathered.Add(new CountedEvent(new GaussianEvent(Rational.One, RootUp.Of(squaredShift / parts)), (long)parts));
        }

        CountedEvent[] concentrated = [.. events.Where(counted => counted.Event.IsCountedByRho)];
        if (concentrated.Length > 0)
        {
            Rational rho = Rational.Sum([.. concentrated.Select(counted => counted.Count * counted.Event.Rho)]);
            Rational delta = Rational.Sum([.. concentrated.Select(counted => counted.Count * counted.Event.Delta)]);
            gathered.Add(new CountedEvent(new ConcentratedEvent(rho, Rational.Min(delta, Rational.One))));
        }

        return gathered;
    }

    /// <summary>The ε at <paramref name="delta"/> above 0.</summary>
    public static double EpsilonAt(IReadOnlyList<CountedEvent> events, double delta) =>
        Directions(events).Max(direction => EpsilonAt(Terms(events, direction), delta));

    /// <summary>The δ at <paramref name="epsilon"/>, at least 0.</summary>
    public static double DeltaAt(IReadOnlyList<CountedEvent> events, double epsilon) =>
        Directions(events).Max(direction => DeltaAt(Terms(events, direction), epsilon));

    private static IEnumerable<LossDirection> Directions(IReadOnlyList<CountedEvent> events) =>
        events.Any(counted => !counted.Event.IsSymmetric) ? [LossDirection.Remove, LossDirection.Add] : [LossDirection.Remove];

    private static LossTerm[] Terms(IReadOnlyList<CountedEvent> events, LossDirection direction) =>
        [.. events.Select(counted => new LossTerm(counted.Event.LossLaw(direction), counted.Count))];

    private static double EpsilonAt(LossTerm[] terms, double delta)
    {
        LossWindow window = LossWindow.ForDelta(terms, delta);
        while (true)
        {
            LossSum sum = Compose(terms, window);
            double epsilon = sum.EpsilonAt(delta);
            if (epsilon > sum.Lowest || sum.Lowest <= 0)
            {
                return Math.Max(0, epsilon);
            }

            window = window with { Lowest = Math.Min(0, sum.Lowest - (2 * (window.Top - sum.Lowest))) };
        }
    }

    private static double DeltaAt(LossTerm[] terms, double epsilon)
    {
        LossWindow window = LossWindow.ForEpsilon(terms, epsilon);
        window = window with { Lowest = Math.Min(window.Lowest, epsilon), Highest = Math.Max(window.Highest, epsilon + (1e-6 * window.Deviation)) };
        return Compose(terms, window).DeltaAt(epsilon);
    }

    private static LossSum Compose(LossTerm[] terms, LossWindow window)
    {
        double count = terms.Sum(term => (double)term.Count);
        LossLimits limits = new(Math.Max(1e-300, window.Delta * 1e-9 / count), Math.Max(window.Top, 0) + (4 * window.Deviation));
        int most = Math.Clamp(MostWorkLevels - (int)Math.Ceiling(Math.Log2(terms.Length)), FewestLevels, MostLevels);

        // No finer than a single law can be laid out, and as fine as the sum needs.
        double spread = terms.Max(term => term.Law.Spread(limits));
        double width = Math.Max(window.Width, spread / LargestSpread);
        double wanted = width / window.Deviation * PointsPerDeviation * Math.Sqrt(count);
        int levels = (int)Math.Clamp(Math.Ceiling(Math.Log2(wanted)), Math.Min(UsualLevels, most), most);
        RealTransform transform = new(levels);
        LossGrid grid = new(RoundStep.AtLeast(width / (transform.Length - 8)), MostCells / terms.Length);
        IReadOnlyList<LossPart> parts = NarrowParts.Merge([.. terms.Select(term => new LossPart(term.Law.OnGrid(grid, limits), term.Count))]);
        return LossSum.Compose(parts, grid.Step, 0, window, transform);
    }
}
