using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;

/// <summary>
/// The discrete Fourier transform of 2^k complex numbers, by radix-2 butterflies. The forward transform leaves its output in bit-reversed order
/// and the inverse takes it so: what lies between, a pointwise product, does not mind.
/// </summary>
/// <remarks>
/// Rounding: each output is a sum of inputs, each multiplied on its path through the butterflies by one factor a level. A level's factor is
/// off by at most (√5 + 2 + 1)·2^-53 in relative terms (complex product, twiddle, sum), so every output is off by at most
/// <see cref="RelativeError"/> times the sum of the absolute inputs.
/// </remarks>
internal sealed class FourierTransform
{
    private const double ErrorPerLevel = 6.0 / (1L << 53);
    private readonly double[][] _cosines;
    private readonly double[][] _sines;

    public FourierTransform(int levels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, 26);
        Length = 1 << levels;
        RelativeError = levels * ErrorPerLevel * 1.01;
        _cosines = new double[levels][];
        _sines = new double[levels][];
        for (int level = levels - 1; level >= 0; level--)
        {
            (_cosines[level], _sines[level]) = level == levels - 1 ? Twiddles(1 << level) : EverySecond(_cosines[level + 1], _sines[level + 1]);
        }
    }

    /// <summary>How many numbers are transformed.</summary>
    public int Length { get; }

    /// <summary>The largest error of an output, as a share of the sum of the absolute inputs.</summary>
    public double RelativeError { get; }

    /// <summary>Replaces a signal by its transform, in bit-reversed order.</summary>
    public void Forward(double[] real, double[] imaginary)
    {
        for (int level = _cosines.Length - 1; level >= 0; level--)
        {
            int half = 1 << level;
            (double[] cosines, double[] sines) = (_cosines[level], _sines[level]);
            for (int start = 0; start < Length; start += 2 * half)
            {
                Span<double> lowReal = real.AsSpan(start, half);
                Span<double> lowImaginary = imaginary.AsSpan(start, half);
                Span<double> highReal = real.AsSpan(start + half, half);
                Span<double> highImaginary = imaginary.AsSpan(start + half, half);
                if (half >= Vector<double>.Count)
                {
                    Butterfly.ForwardVectors(lowReal, lowImaginary, highReal, highImaginary, cosines, sines);
                }
                else
                {
                    Butterfly.Forward(lowReal, lowImaginary, highReal, highImaginary, cosines, sines);
                }
            }
        }
    }

    /// <summary>Replaces a transform in bit-reversed order by its signal.</summary>
    public void Inverse(double[] real, double[] imaginary)
    {
        for (int level = 0; level < _cosines.Length; level++)
        {
            int half = 1 << level;
            (double[] cosines, double[] sines) = (_cosines[level], _sines[level]);
            for (int start = 0; start < Length; start += 2 * half)
            {
                Span<double> lowReal = real.AsSpan(start, half);
                Span<double> lowImaginary = imaginary.AsSpan(start, half);
                Span<double> highReal = real.AsSpan(start + half, half);
                Span<double> highImaginary = imaginary.AsSpan(start + half, half);
                if (half >= Vector<double>.Count)
                {
                    Butterfly.InverseVectors(lowReal, lowImaginary, highReal, highImaginary, cosines, sines);
                }
                else
                {
                    Butterfly.Inverse(lowReal, lowImaginary, highReal, highImaginary, cosines, sines);
                }
            }
        }

        double share = 1.0 / Length; // a power of two: exact
        foreach (ref double value in real.AsSpan(0, Length))
        {
            value *= share;
        }

        foreach (ref double value in imaginary.AsSpan(0, Length))
        {
            value *= share;
        }
    }

    private static (double[] Cosines, double[] Sines) Twiddles(int half)
    {
        (double[] cosines, double[] sines) = (new double[half], new double[half]);
        for (int i = 0; i < half; i++)
        {
            (sines[i], cosines[i]) = Math.SinCos(-Math.PI * i / half);
        }

        return (cosines, sines);
    }

    private static (double[] Cosines, double[] Sines) EverySecond(double[] cosines, double[] sines)
    {
        (double[] fewerCosines, double[] fewerSines) = (new double[cosines.Length / 2], new double[cosines.Length / 2]);
        for (int i = 0; i < fewerCosines.Length; i++)
        {
            (fewerCosines[i], fewerSines[i]) = (cosines[2 * i], sines[2 * i]);
        }

        return (fewerCosines, fewerSines);
    }
}
