using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;

/// <summary>
/// The discrete Fourier transform of 2^k real numbers, as one of half as many complex ones: even places are the real parts, odd places the imaginary parts.
/// Of the transform, whose upper half mirrors the lower, the first half is kept, in bit-reversed order; place 0 holds the two real numbers at
/// frequencies 0 and 2^(k-1).
/// </summary>
/// <remarks>
/// Untangling E + w·O with E = (Z(k) + Z̄(M-k))/2 and O = (Z(k) - Z̄(M-k))/2i is one more level, in which each input arrives on two paths: hence twice the error.
/// </remarks>
internal sealed class RealTransform
{
    private readonly FourierTransform _half;
    private readonly double[] _cosines;
    private readonly double[] _sines;

    /// <param name="levels">1 to 26: the base-2 logarithm of the length.</param>
    public RealTransform(int levels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, 26);
        UnitRoots roots = new(levels);
        _half = new FourierTransform(levels - 1, roots, levels);
        RelativeError = 2 * levels * FourierTransform.ErrorPerLevel * 1.01;

        // The roots at the bit-reversed places of which each is the first of its mirrored pair.
        (_cosines, _sines) = (new double[HalfLength], new double[HalfLength]);
        int reversed = 0;
        for (int place = 0; place < HalfLength; place++)
        {
            (_cosines[place], _sines[place]) = roots.At(reversed);
            int bit = HalfLength >> 1;
            while ((reversed & bit) != 0)
            {
                reversed ^= bit;
                bit >>= 1;
            }

            reversed |= bit;
        }
    }

    /// <summary>How many real numbers are transformed.</summary>
    public int Length => 2 * HalfLength;

    /// <summary>How many complex numbers hold them.</summary>
    public int HalfLength => _half.Length;

    /// <summary>The largest error of an output, as a share of the sum of the absolute inputs.</summary>
    public double RelativeError { get; }

    /// <summary>Replaces a signal, even places in one array and odd places in the other, by its transform.</summary>
    public void Forward(double[] even, double[] odd)
    {
        _half.Forward(even, odd);
        Untangle(even, odd, _cosines, _sines);
    }

    /// <summary>Replaces a transform by its signal.</summary>
    public void Inverse(double[] real, double[] imaginary)
    {
        Tangle(real, imaginary, _cosines, _sines);
        _half.Inverse(real, imaginary);
        double share = 1.0 / HalfLength; // a power of two: exact
        for (int i = 0; i < real.Length; i++)
        {
            real[i] *= share;
            imaginary[i] *= share;
        }
    }

    // In bit-reversed order the mirror image of a frequency lies mirrored within the same stretch from one power of two to the next.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Untangle(double[] real, double[] imaginary, double[] cosines, double[] sines)
    {
        (real[0], imaginary[0]) = (real[0] + imaginary[0], real[0] - imaginary[0]);
        for (int first = 1; first < real.Length; first *= 2)
        {
            for (int p = first, q = (2 * first) - 1; p <= q; p++, q--)
            {
                (double evenReal, double evenImaginary) = ((real[p] + real[q]) / 2, (imaginary[p] - imaginary[q]) / 2);
                (double oddReal, double oddImaginary) = ((imaginary[p] + imaginary[q]) / 2, (real[q] - real[p]) / 2);
                double turnedReal = (oddReal * cosines[p]) + (oddImaginary * sines[p]);
                double turnedImaginary = (oddImaginary * cosines[p]) - (oddReal * sines[p]);
                (real[q], imaginary[q]) = (evenReal - turnedReal, turnedImaginary - evenImaginary);
                (real[p], imaginary[p]) = (evenReal + turnedReal, evenImaginary + turnedImaginary);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tangle(double[] real, double[] imaginary, double[] cosines, double[] sines)
    {
        (real[0], imaginary[0]) = ((real[0] + imaginary[0]) / 2, (real[0] - imaginary[0]) / 2);
        for (int first = 1; first < real.Length; first *= 2)
        {
            for (int p = first, q = (2 * first) - 1; p <= q; p++, q--)
            {
                (double evenReal, double evenImaginary) = ((real[p] + real[q]) / 2, (imaginary[p] - imaginary[q]) / 2);
                (double turnedReal, double turnedImaginary) = ((real[p] - real[q]) / 2, (imaginary[p] + imaginary[q]) / 2);
                double oddReal = (turnedReal * cosines[p]) - (turnedImaginary * sines[p]);
                double oddImaginary = (turnedImaginary * cosines[p]) + (turnedReal * sines[p]);
                (real[q], imaginary[q]) = (evenReal + oddImaginary, oddReal - evenImaginary);
                (real[p], imaginary[p]) = (evenReal - oddImaginary, evenImaginary + oddReal);
            }
        }
    }
}
