using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;

/// <summary>One level's butterflies over one block: plainly, and the same in vectors.</summary>
internal static class Butterfly
{
    /// <summary>(low, high) → (low + high, (low - high)·w).</summary>
    public static void Forward(
        Span<double> lowReal, Span<double> lowImaginary, Span<double> highReal, Span<double> highImaginary, ReadOnlySpan<double> cosines, ReadOnlySpan<double> sines)
    {
        for (int i = 0; i < lowReal.Length; i++)
        {
            (double real, double imaginary) = (lowReal[i] - highReal[i], lowImaginary[i] - highImaginary[i]);
            lowReal[i] += highReal[i];
            lowImaginary[i] += highImaginary[i];
            highReal[i] = (real * cosines[i]) - (imaginary * sines[i]);
            highImaginary[i] = (real * sines[i]) + (imaginary * cosines[i]);
        }
    }

    /// <summary>(low, high) → (low + high·w̄, low - high·w̄).</summary>
    public static void Inverse(
        Span<double> lowReal, Span<double> lowImaginary, Span<double> highReal, Span<double> highImaginary, ReadOnlySpan<double> cosines, ReadOnlySpan<double> sines)
    {
        for (int i = 0; i < lowReal.Length; i++)
        {
            double real = (highReal[i] * cosines[i]) + (highImaginary[i] * sines[i]);
            double imaginary = (highImaginary[i] * cosines[i]) - (highReal[i] * sines[i]);
            (highReal[i], highImaginary[i]) = (lowReal[i] - real, lowImaginary[i] - imaginary);
            lowReal[i] += real;
            lowImaginary[i] += imaginary;
        }
    }

    /// <summary>As <see cref="Forward"/>; the length is a multiple of a vector's.</summary>
    public static void ForwardVectors(
        Span<double> lowReal, Span<double> lowImaginary, Span<double> highReal, Span<double> highImaginary, ReadOnlySpan<double> cosines, ReadOnlySpan<double> sines)
    {
        for (int i = 0; i < lowReal.Length; i += Vector<double>.Count)
        {
            (Vector<double> aReal, Vector<double> aImaginary) = (new(lowReal[i..]), new(lowImaginary[i..]));
            (Vector<double> bReal, Vector<double> bImaginary) = (new(highReal[i..]), new(highImaginary[i..]));
            (Vector<double> cosine, Vector<double> sine) = (new(cosines[i..]), new(sines[i..]));
            (Vector<double> real, Vector<double> imaginary) = (aReal - bReal, aImaginary - bImaginary);
            (aReal + bReal).CopyTo(lowReal[i..]);
            (aImaginary + bImaginary).CopyTo(lowImaginary[i..]);
            ((real * cosine) - (imaginary * sine)).CopyTo(highReal[i..]);
            ((real * sine) + (imaginary * cosine)).CopyTo(highImaginary[i..]);
        }
    }

    /// <summary>As <see cref="Inverse"/>; the length is a multiple of a vector's.</summary>
    public static void InverseVectors(
        Span<double> lowReal, Span<double> lowImaginary, Span<double> highReal, Span<double> highImaginary, ReadOnlySpan<double> cosines, ReadOnlySpan<double> sines)
    {
        for (int i = 0; i < lowReal.Length; i += Vector<double>.Count)
        {
            (Vector<double> aReal, Vector<double> aImaginary) = (new(lowReal[i..]), new(lowImaginary[i..]));
            (Vector<double> bReal, Vector<double> bImaginary) = (new(highReal[i..]), new(highImaginary[i..]));
            (Vector<double> cosine, Vector<double> sine) = (new(cosines[i..]), new(sines[i..]));
            Vector<double> real = (bReal * cosine) + (bImaginary * sine);
            Vector<double> imaginary = (bImaginary * cosine) - (bReal * sine);
            (aReal + real).CopyTo(lowReal[i..]);
            (aImaginary + imaginary).CopyTo(lowImaginary[i..]);
            (aReal - real).CopyTo(highReal[i..]);
            (aImaginary - imaginary).CopyTo(highImaginary[i..]);
        }
    }
}
