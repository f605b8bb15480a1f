namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>
/// From a bound of δ at each ε ≥ 0, valid in both directions, to losses on a grid whose own curve is nowhere below the mechanism's.
/// </summary>
/// <remarks>
/// The mechanism's curve is convex in x = e^ε and lies below the bound at every grid point, hence below the lower convex hull of those points. A convex,
/// falling, piecewise linear curve belongs to a law: Q has as mass at a corner the change of slope there, and P that mass times x. At ε &lt; 0 the bound is
/// 1 - e^ε + e^ε·δ(-ε), from the other direction.
/// </remarks>
internal static class DeltaCurve
{
    private const long MostPoints = 4096;

    // Far above what a thousand differences of rounded slopes can add up to.
    private const double SlopeError = 1e-9;

    public static LossMasses OnGrid(Func<double, double> delta, double highest, LossGrid grid)
    {
        long stride = Math.Max(1, (long)Math.Ceiling(highest / grid.Step / (MostPoints / 2)));
        long reach = (long)Math.Ceiling(highest / grid.Step / stride) + 1;
        List<(long Point, double X, double Y)> hull = [(long.MinValue, 0, 1)];
        for (long k = -reach; k <= reach; k++)
        {
            double epsilon = k * stride * grid.Step;
            double bound = k >= 0 ? delta(epsilon) : -NearZero.ExpMinusOne(epsilon) + (Math.Exp(epsilon) * delta(-epsilon));
            (long Point, double X, double Y) next = (k * stride, Math.Exp(epsilon), Math.Min(1, bound));
            while (hull.Count > 1 && Slope(hull[^2], hull[^1]) >= Slope(hull[^1], next))
            {
                hull.RemoveAt(hull.Count - 1);
            }

            hull.Add(next);
        }

        return Corners(hull, stride);
    }

    private static LossMasses Corners(List<(long Point, double X, double Y)> hull, long stride)
    {
        // The first corner is x = 0, where P has nothing.
        long first = hull[1].Point;
        double[] masses = new double[((hull[^1].Point - first) / stride) + 1];
        double slope = Slope(hull[0], hull[1]);
        for (int i = 1; i < hull.Count; i++)
        {
            double next = i == hull.Count - 1 ? 0 : Slope(hull[i], hull[i + 1]);
            masses[(hull[i].Point - first) / stride] = Math.Max(0, next - slope) * hull[i].X * (1 + SlopeError);
            slope = next;
        }

        // δ beyond the last point is counted as certain loss.
        return new LossMasses(first, stride, masses, hull[^1].Y);
    }

    private static double Slope((long Point, double X, double Y) left, (long Point, double X, double Y) right) => (right.Y - left.Y) / (right.X - left.X);
}
