using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>
/// A product of powers of transforms of real signals, in the form in which <see cref="Fourier.RealTransform"/> leaves them, and beside each number a bound of its error.
/// </summary>
/// <remarks>
/// Each factor F is known to within e, so |F| ≤ R with R = |F̂| + e, and a product of powers is off by at most Π R^n · Σ n·(e + 8·2^-53·R)/R, the
/// second term being the rounding of the multiplications themselves.
/// </remarks>
internal sealed class Spectrum
{
    private const double UnitRoundoff = 1.0 / (1L << 53);
    private readonly double[] _bound;
    private readonly double[] _share;

    // The second of the two real numbers at place 0.
    private double _topBound = 1;
    private double _topShare;

    public Spectrum(int halfLength)
    {
        Real = new double[halfLength];
        Imaginary = new double[halfLength];
        _bound = new double[halfLength];
        _share = new double[halfLength];
        Array.Fill(Real, 1);
        Array.Fill(_bound, 1);
        Imaginary[0] = 1;
    }

    public double[] Real { get; }

    public double[] Imaginary { get; }

    /// <summary>Σ of the error bounds over all frequencies, mirrored ones included.</summary>
    public double Error
    {
        get
        {
            double sum = 0;
            for (int k = 1; k < _bound.Length; k++)
            {
                sum += _bound[k] * _share[k];
            }

            return (2 * sum) + (_bound[0] * _share[0]) + (_topBound * _topShare);
        }
    }

    /// <summary>Σ of the absolute values over all frequencies, bounded.</summary>
    public double Total
    {
        get
        {
            double sum = 0;
            for (int k = 1; k < _bound.Length; k++)
            {
                sum += _bound[k];
            }

            return (2 * sum) + _bound[0] + _topBound;
        }
    }

    /// <summary>Multiplies by the <paramref name="count"/>th power of a transform whose numbers are each off by at most <paramref name="error"/>.</summary>
    public void Multiply(double[] real, double[] imaginary, long count, double error)
    {
        (double low, double top) = (Real[0], Imaginary[0]);
        (double lowBound, double lowShare) = (_bound[0], _share[0]);
        MultiplyOne(real[0], count, error, ref low, ref lowBound, ref lowShare);
        MultiplyOne(imaginary[0], count, error, ref top, ref _topBound, ref _topShare);
        int whole = real.Length - (real.Length % Vector<double>.Count);
        MultiplyVectors(real.AsSpan(0, whole), imaginary.AsSpan(0, whole), count, error);
        for (int k = whole; k < real.Length; k++)
        {
            MultiplyPlainly(real, imaginary, k, count, error);
        }

        (Real[0], Imaginary[0]) = (low, top);
        (_bound[0], _share[0]) = (lowBound, lowShare);
    }

    /// <summary>What <see cref="Multiply"/> does at one place other than the first, without vectors.</summary>
    public void MultiplyPlainly(double[] real, double[] imaginary, int place, long count, double error)
    {
        double radius = Math.Sqrt((real[place] * real[place]) + (imaginary[place] * imaginary[place])) + error;
        _share[place] += count * ((error / radius) + (8 * UnitRoundoff));
        (double baseReal, double baseImaginary, double baseBound) = (real[place], imaginary[place], radius);
        for (long rest = count; ;)
        {
            if ((rest & 1) != 0)
            {
                (Real[place], Imaginary[place]) = (
                    (Real[place] * baseReal) - (Imaginary[place] * baseImaginary), (Real[place] * baseImaginary) + (Imaginary[place] * baseReal));
                _bound[place] *= baseBound;
            }

            rest >>= 1;
            if (rest == 0 || _bound[place] == 0)
            {
                return;
            }

            (baseReal, baseImaginary) = ((baseReal * baseReal) - (baseImaginary * baseImaginary), 2 * baseReal * baseImaginary);
            baseBound *= baseBound;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyVectors(ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary, long count, double error)
    {
        ReadOnlySpan<Vector<double>> factorReal = MemoryMarshal.Cast<double, Vector<double>>(real);
        ReadOnlySpan<Vector<double>> factorImaginary = MemoryMarshal.Cast<double, Vector<double>>(imaginary);
        Span<Vector<double>> productReal = MemoryMarshal.Cast<double, Vector<double>>(Real.AsSpan());
        Span<Vector<double>> productImaginary = MemoryMarshal.Cast<double, Vector<double>>(Imaginary.AsSpan());
        Span<Vector<double>> productBound = MemoryMarshal.Cast<double, Vector<double>>(_bound.AsSpan());
        Span<Vector<double>> productShare = MemoryMarshal.Cast<double, Vector<double>>(_share.AsSpan());
        Vector<double> errors = new(error);
        Vector<double> counts = new(count);
        Vector<double> rounding = new(8 * UnitRoundoff);
        for (int k = 0; k < factorReal.Length; k++)
        {
            (Vector<double> baseReal, Vector<double> baseImaginary) = (factorReal[k], factorImaginary[k]);
            Vector<double> baseBound = Vector.SquareRoot((baseReal * baseReal) + (baseImaginary * baseImaginary)) + errors;
            productShare[k] += counts * ((errors / baseBound) + rounding);
            (Vector<double> r, Vector<double> i, Vector<double> bound) = (productReal[k], productImaginary[k], productBound[k]);
            for (long rest = count; ;)
            {
                if ((rest & 1) != 0)
                {
                    (r, i) = ((r * baseReal) - (i * baseImaginary), (r * baseImaginary) + (i * baseReal));
                    bound *= baseBound;
                }

                rest >>= 1;
                if (rest == 0 || Vector.EqualsAll(bound, Vector<double>.Zero))
                {
                    break;
                }

                (baseReal, baseImaginary) = ((baseReal * baseReal) - (baseImaginary * baseImaginary), new Vector<double>(2) * baseReal * baseImaginary);
                baseBound *= baseBound;
            }

            (productReal[k], productImaginary[k], productBound[k]) = (r, i, bound);
        }
    }

    private static void MultiplyOne(double factor, long count, double error, ref double product, ref double bound, ref double share)
    {
        double radius = Math.Abs(factor) + error;
        share += count * ((error / radius) + (8 * UnitRoundoff));
        bound *= Math.Pow(radius, count) * (1 + (count * 4 * UnitRoundoff));
        product *= Math.Pow(factor, count);
    }
}
