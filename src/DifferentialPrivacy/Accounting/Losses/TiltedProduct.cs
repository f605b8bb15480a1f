using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>The cyclic convolution power of tilted masses, with a bound of its rounding error.</summary>
/// <param name="Masses">From the window's first point up; each off by at most <paramref name="Error"/>.</param>
/// <param name="Error">The bound.</param>
/// <param name="Cumulant">The logarithm by which the masses were divided.</param>
/// <param name="Inflation">A factor above 1 that covers the rounding of the tilted masses themselves.</param>
internal sealed record TiltedProduct(double[] Masses, double Error, double Cumulant, double Inflation)
{
    private const double UnitRoundoff = 1.0 / (1L << 53);

    public static TiltedProduct Of(IReadOnlyList<LossPart> parts, double step, double tilt, long first, RealTransform transform)
    {
        Spectrum product = new(transform.HalfLength);
        double[] even = new double[transform.HalfLength];
        double[] odd = new double[transform.HalfLength];
        double cumulant = 0;
        double relative = 0;
        foreach (LossPart part in parts)
        {
            double own = part.Masses.Cumulant(step, tilt);
            cumulant += part.Count * own;
            relative += part.Count * Fill(even, odd, part.Masses, step, tilt, own);
            transform.Forward(even, odd);
            product.Multiply(even, odd, part.Count, transform.RelativeError);
        }

        double error = product.Error / transform.Length * (1 + 1e-9);
        double total = product.Total / transform.Length;
        transform.Inverse(product.Real, product.Imaginary);
        error += transform.RelativeError * (total + error);
        return new TiltedProduct(Rotate(product.Real, product.Imaginary, first), error, cumulant, Math.Exp(relative + 1e-12));
    }

    // Returns a bound of the relative error of each tilted mass.
    private static double Fill(double[] even, double[] odd, LossMasses masses, double step, double tilt, double cumulant)
    {
        Array.Clear(even);
        Array.Clear(odd);
        long mask = (2L * even.Length) - 1;
        double largest = 0;
        for (int j = 0; j < masses.Masses.Length; j++)
        {
            long point = masses.First + (j * masses.Stride);
            double exponent = tilt * (point * step);
            largest = Math.Max(largest, Math.Abs(exponent));
            long place = point & mask;
            ((place & 1) == 0 ? even : odd)[place >> 1] += masses.Masses[j] * Math.Exp(exponent - cumulant);
        }

        return 4 * UnitRoundoff * (2 + largest + Math.Abs(cumulant));
    }

    // Point p lies at p modulo the length; the window begins at `first`.
    private static double[] Rotate(double[] even, double[] odd, long first)
    {
        double[] window = new double[2 * even.Length];
        long mask = window.Length - 1L;
        for (int i = 0; i < window.Length; i++)
        {
            long place = (first + i) & mask;
            window[i] = ((place & 1) == 0 ? even : odd)[place >> 1];
        }

        return window;
    }
}
