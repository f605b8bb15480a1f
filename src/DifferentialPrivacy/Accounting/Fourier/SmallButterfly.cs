using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;

/// <summary>What radix-4 stages leave: the first level when the number of levels is odd, and the last two, whose roots are 1 and -i.</summary>
internal static class SmallButterfly
{
    /// <summary>One radix-2 level over the whole: (low, high) → (low + high, (low - high)·wʲ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ForwardHalves(Span<double> real, Span<double> imaginary, ReadOnlySpan<double> cosines, ReadOnlySpan<double> sines)
    {
        int half = cosines.Length;
        int whole = half - (half % Vector<double>.Count);
        Span<Vector<double>> lowReal = MemoryMarshal.Cast<double, Vector<double>>(real[..whole]);
        Span<Vector<double>> lowImaginary = MemoryMarshal.Cast<double, Vector<double>>(imaginary[..whole]);
        Span<Vector<double>> highReal = MemoryMarshal.Cast<double, Vector<double>>(real.Slice(half, whole));
        Span<Vector<double>> highImaginary = MemoryMarshal.Cast<double, Vector<double>>(imaginary.Slice(half, whole));
        ReadOnlySpan<Vector<double>> cosine = MemoryMarshal.Cast<double, Vector<double>>(cosines);
        ReadOnlySpan<Vector<double>> sine = MemoryMarshal.Cast<double, Vector<double>>(sines);
        for (int i = 0; i < lowReal.Length; i++)
        {
            (Vector<double> differenceReal, Vector<double> differenceImaginary) = (lowReal[i] - highReal[i], lowImaginary[i] - highImaginary[i]);
            lowReal[i] += highReal[i];
            lowImaginary[i] += highImaginary[i];
            highReal[i] = (differenceReal * cosine[i]) + (differenceImaginary * sine[i]);
            highImaginary[i] = (differenceImaginary * cosine[i]) - (differenceReal * sine[i]);
        }

        for (int i = whole; i < half; i++)
        {
            (double differenceReal, double differenceImaginary) = (real[i] - real[half + i], imaginary[i] - imaginary[half + i]);
            real[i] += real[half + i];
            imaginary[i] += imaginary[half + i];
            real[half + i] = (differenceReal * cosines[i]) + (differenceImaginary * sines[i]);
            imaginary[half + i] = (differenceImaginary * cosines[i]) - (differenceReal * sines[i]);
        }
    }

    /// <summary>Undoes <see cref="ForwardHalves"/>, and multiplies by two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InverseHalves(Span<double> real, Span<double> imaginary, ReadOnlySpan<double> cosines, ReadOnlySpan<double> sines)
    {
        int half = cosines.Length;
        int whole = half - (half % Vector<double>.Count);
        Span<Vector<double>> lowReal = MemoryMarshal.Cast<double, Vector<double>>(real[..whole]);
        Span<Vector<double>> lowImaginary = MemoryMarshal.Cast<double, Vector<double>>(imaginary[..whole]);
        Span<Vector<double>> highReal = MemoryMarshal.Cast<double, Vector<double>>(real.Slice(half, whole));
        Span<Vector<double>> highImaginary = MemoryMarshal.Cast<double, Vector<double>>(imaginary.Slice(half, whole));
        ReadOnlySpan<Vector<double>> cosine = MemoryMarshal.Cast<double, Vector<double>>(cosines);
        ReadOnlySpan<Vector<double>> sine = MemoryMarshal.Cast<double, Vector<double>>(sines);
        for (int i = 0; i < lowReal.Length; i++)
        {
            Vector<double> turnedReal = (highReal[i] * cosine[i]) - (highImaginary[i] * sine[i]);
            Vector<double> turnedImaginary = (highImaginary[i] * cosine[i]) + (highReal[i] * sine[i]);
            highReal[i] = lowReal[i] - turnedReal;
            highImaginary[i] = lowImaginary[i] - turnedImaginary;
            lowReal[i] += turnedReal;
            lowImaginary[i] += turnedImaginary;
        }

        for (int i = whole; i < half; i++)
        {
            double turnedReal = (real[half + i] * cosines[i]) - (imaginary[half + i] * sines[i]);
            double turnedImaginary = (imaginary[half + i] * cosines[i]) + (real[half + i] * sines[i]);
            (real[half + i], imaginary[half + i]) = (real[i] - turnedReal, imaginary[i] - turnedImaginary);
            real[i] += turnedReal;
            imaginary[i] += turnedImaginary;
        }
    }

    /// <summary>The transform of every four numbers by themselves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ForwardFours(Span<double> real, Span<double> imaginary)
    {
        for (int i = 0; i < real.Length; i += 4)
        {
            Span<double> r = real.Slice(i, 4);
            Span<double> m = imaginary.Slice(i, 4);
            (double evenReal, double evenImaginary) = (r[0] + r[2], m[0] + m[2]);
            (double oddReal, double oddImaginary) = (r[0] - r[2], m[0] - m[2]);
            (double sumReal, double sumImaginary) = (r[1] + r[3], m[1] + m[3]);
            (double turnedReal, double turnedImaginary) = (m[1] - m[3], r[3] - r[1]);
            (r[0], m[0]) = (evenReal + sumReal, evenImaginary + sumImaginary);
            (r[1], m[1]) = (evenReal - sumReal, evenImaginary - sumImaginary);
            (r[2], m[2]) = (oddReal + turnedReal, oddImaginary + turnedImaginary);
            (r[3], m[3]) = (oddReal - turnedReal, oddImaginary - turnedImaginary);
        }
    }

    /// <summary>Undoes <see cref="ForwardFours"/>, and multiplies by four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InverseFours(Span<double> real, Span<double> imaginary)
    {
        for (int i = 0; i < real.Length; i += 4)
        {
            Span<double> r = real.Slice(i, 4);
            Span<double> m = imaginary.Slice(i, 4);
            (double evenReal, double evenImaginary) = (r[0] + r[1], m[0] + m[1]);
            (double sumReal, double sumImaginary) = (r[0] - r[1], m[0] - m[1]);
            (double oddReal, double oddImaginary) = (r[2] + r[3], m[2] + m[3]);
            (double turnedReal, double turnedImaginary) = (m[3] - m[2], r[2] - r[3]);
            (r[0], m[0]) = (evenReal + oddReal, evenImaginary + oddImaginary);
            (r[1], m[1]) = (sumReal + turnedReal, sumImaginary + turnedImaginary);
            (r[2], m[2]) = (evenReal - oddReal, evenImaginary - oddImaginary);
            (r[3], m[3]) = (sumReal - turnedReal, sumImaginary - turnedImaginary);
        }
    }
}
