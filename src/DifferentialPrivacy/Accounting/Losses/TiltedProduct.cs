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

    public static TiltedProduct Of(IReadOnlyList<LossPart> parts, double step, double tilt, long first, FourierTransform transform)
    {
        Spectrum product = new(transform.Length);
        double[] real = new double[transform.Length];
        double[] imaginary = new double[transform.Length];
        double cumulant = 0;
        double relative = 0;
        foreach (LossPart part in parts)
        {
            double own = part.Masses.Cumulant(step, tilt);
            cumulant += part.Count * own;
            relative += part.Count * Fill(real, part.Masses, step, tilt, own);
            Array.Clear(imaginary);
            transform.Forward(real, imaginary);
            product.Multiply(real, imaginary, part.Count, transform.RelativeError);
        }

        double error = product.Error / transform.Length * (1 + 1e-9);
        double total = product.Total / transform.Length;
        transform.Inverse(product.Real, product.Imaginary);
        error += transform.RelativeError * (total + error);
        return new TiltedProduct(Rotate(product.Real, first), error, cumulant, Math.Exp(relative + 1e-12));
    }

    // Returns a bound of the relative error of each tilted mass.
    private static double Fill(double[] values, LossMasses masses, double step, double tilt, double cumulant)
    {
        Array.Clear(values);
        long mask = values.Length - 1L;
        double largest = 0;
        for (int j = 0; j < masses.Masses.Length; j++)
        {
            long point = masses.First + (j * masses.Stride);
            double exponent = tilt * (point * step);
            largest = Math.Max(largest, Math.Abs(exponent));
            values[point & mask] += masses.Masses[j] * Math.Exp(exponent - cumulant);
        }

        return 4 * UnitRoundoff * (2 + largest + Math.Abs(cumulant));
    }

    // Point p lies at p modulo the length; the window begins at `first`.
    private static double[] Rotate(double[] values, long first)
    {
        double[] window = new double[values.Length];
        int start = (int)(first & (values.Length - 1L));
        values.AsSpan(start).CopyTo(window);
        values.AsSpan(0, start).CopyTo(window.AsSpan(values.Length - start));
        return window;
    }
}
