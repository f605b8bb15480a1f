using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>
/// Counts without discretising. Continuous Gaussian noise composes in closed form. Losses of integer noise and of pure releases are multiples of
/// rational steps; on the greatest common step their sum is exact, but for the rounding of the transform. A mix of both is the closed form, averaged over the lattice.
/// </summary>
internal static class ExactAccountant
{
    private const int MostLevels = 21;
    private const int MostLevelsOfMix = 13;

    /// <summary>The ε at <paramref name="delta"/> above 0.</summary>
    public static AccountingRefusal? EpsilonAt(IReadOnlyList<CountedEvent> events, double delta, out double epsilon)
    {
        epsilon = double.PositiveInfinity;
        Rational squaredShift = Rational.Sum([.. events.Where(counted => counted.Event.SquaredShift is not null).Select(counted => counted.Count * counted.Event.SquaredShift!.Value)]);
        double shift = squaredShift.Sign == 0 ? 0 : Math.BitIncrement(RootUp.Of(squaredShift).ToDouble());
        CountedEvent[] others = [.. events.Where(counted => counted.Event.SquaredShift is null)];
        if (others.Length == 0)
        {
            epsilon = shift == 0 || AnalyticGaussian.DeltaAt(0, 1, shift) <= delta ? 0 : AnalyticGaussian.EpsilonAt(delta, 1, shift);
            return null;
        }

        LossTerm[] terms = [.. others.Select(counted => new LossTerm(counted.Event.LossLaw(LossDirection.Remove), counted.Count))];
        double count = terms.Sum(term => (double)term.Count);
        if (others.Any(counted => !counted.Event.IsSymmetric))
        {
            return AccountingRefusal.NoExactComposition;
        }

        LossLattice?[] lattices = [.. terms.Select(term => term.Law.Lattice(Math.Max(1e-300, delta * 1e-9 / count)))];
        if (lattices.Contains(null))
        {
            return others.Any(counted => counted.Event is LaplaceEvent or ConcentratedEvent or BoundedRangeEvent)
                ? AccountingRefusal.NoExactComposition
                : AccountingRefusal.LatticeTooFine;
        }

        return OnLattice(terms, lattices!, shift, delta, out epsilon);
    }

    private static AccountingRefusal? OnLattice(LossTerm[] terms, LossLattice[] lattices, double shift, double delta, out double epsilon)
    {
        epsilon = double.PositiveInfinity;
        Rational step = lattices.Select(lattice => lattice.Step).Aggregate(CommonDivisor);
        Rational offset = terms.Zip(lattices).Aggregate(Rational.Zero, (sum, pair) => sum + (pair.First.Count * pair.Second.Offset));
        LossGrid grid = new(step);
        LossPart[] parts = new LossPart[terms.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            BigInteger stride = (lattices[i].Step / step).Numerator;
            BigInteger first = lattices[i].First * stride;
            if (stride > int.MaxValue || BigInteger.Abs(first) > long.MaxValue >> 20)
            {
                return AccountingRefusal.LatticeTooFine;
            }

            parts[i] = new LossPart(new LossMasses((long)first, (long)stride, Raise(lattices[i].Masses), lattices[i].Infinity), terms[i].Count);
        }

        LossWindow window = LossWindow.ForDelta(shift == 0 ? terms : [.. terms, new LossTerm(new GaussianLosses(shift), 1)], delta);

        // The window is for the lattice part alone: below its lowest point by what the Gaussian part brings along.
        window = window with { Lowest = window.Lowest - (shift * shift * (window.Tilt + 0.5)) };
        return Solve(parts, grid, offset.ToDouble(), window, shift, delta, out epsilon);
    }

    private static AccountingRefusal? Solve(
        LossPart[] parts, LossGrid grid, double offset, LossWindow window, double shift, double delta, out double epsilon)
    {
        int most = shift == 0 ? MostLevels : MostLevelsOfMix;
        while (true)
        {
            double points = (window.Width / grid.Step) + 8;
            epsilon = double.PositiveInfinity;
            if (!(points < 1 << most))
            {
                return AccountingRefusal.LatticeTooFine;
            }

            RealTransform transform = new(Math.Max(6, (int)Math.Ceiling(Math.Log2(points))));
            LossSum sum = LossSum.Compose(parts, grid.Step, offset, window, transform);
            epsilon = shift == 0 ? sum.EpsilonAt(delta) : GaussianMix.EpsilonAt(sum, shift, delta);
            if (epsilon > sum.Lowest || sum.Lowest <= 0)
            {
                epsilon = Math.Max(0, epsilon + (1e-15 * Math.Abs(offset)));
                return null;
            }

            window = window with { Lowest = Math.Min(0, sum.Lowest - (2 * (window.Top - sum.Lowest))) };
        }
    }

    private static double[] Raise(double[] masses) => [.. masses.Select(Rounding.Up)];

    private static Rational CommonDivisor(Rational left, Rational right) => new(
        BigInteger.GreatestCommonDivisor(left.Numerator * right.Denominator, right.Numerator * left.Denominator), left.Denominator * right.Denominator);
}
