using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;

/// <summary>The butterflies of <see cref="Butterfly"/> in vectors, for quarters that are a multiple of a vector's length.</summary>
internal static class VectorButterfly
{
    /// <summary>As <see cref="Butterfly.Forward"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(Span<double> real, Span<double> imaginary, Stage stage)
    {
        int quarter = stage.Quarter;
        Quarters r = new(real, quarter);
        Quarters m = new(imaginary, quarter);
        ReadOnlySpan<Vector<double>> cosines1 = Cast(stage.Cosines1);
        ReadOnlySpan<Vector<double>> sines1 = Cast(stage.Sines1);
        ReadOnlySpan<Vector<double>> cosines2 = Cast(stage.Cosines2);
        ReadOnlySpan<Vector<double>> sines2 = Cast(stage.Sines2);
        ReadOnlySpan<Vector<double>> cosines3 = Cast(stage.Cosines3);
        ReadOnlySpan<Vector<double>> sines3 = Cast(stage.Sines3);
        for (int i = 0; i < cosines1.Length; i++)
        {
            (Vector<double> evenReal, Vector<double> evenImaginary) = (r.A[i] + r.C[i], m.A[i] + m.C[i]);
            (Vector<double> oddReal, Vector<double> oddImaginary) = (r.A[i] - r.C[i], m.A[i] - m.C[i]);
            (Vector<double> sumReal, Vector<double> sumImaginary) = (r.B[i] + r.D[i], m.B[i] + m.D[i]);
            (Vector<double> turnedReal, Vector<double> turnedImaginary) = (m.B[i] - m.D[i], r.D[i] - r.B[i]);
            r.A[i] = evenReal + sumReal;
            m.A[i] = evenImaginary + sumImaginary;
            Turn(evenReal - sumReal, evenImaginary - sumImaginary, cosines2[i], sines2[i], out r.B[i], out m.B[i]);
            Turn(oddReal + turnedReal, oddImaginary + turnedImaginary, cosines1[i], sines1[i], out r.C[i], out m.C[i]);
            Turn(oddReal - turnedReal, oddImaginary - turnedImaginary, cosines3[i], sines3[i], out r.D[i], out m.D[i]);
        }
    }

    /// <summary>As <see cref="Butterfly.Inverse"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Inverse(Span<double> real, Span<double> imaginary, Stage stage)
    {
        int quarter = stage.Quarter;
        Quarters r = new(real, quarter);
        Quarters m = new(imaginary, quarter);
        ReadOnlySpan<Vector<double>> cosines1 = Cast(stage.Cosines1);
        ReadOnlySpan<Vector<double>> sines1 = Cast(stage.Sines1);
        ReadOnlySpan<Vector<double>> cosines2 = Cast(stage.Cosines2);
        ReadOnlySpan<Vector<double>> sines2 = Cast(stage.Sines2);
        ReadOnlySpan<Vector<double>> cosines3 = Cast(stage.Cosines3);
        ReadOnlySpan<Vector<double>> sines3 = Cast(stage.Sines3);
        for (int i = 0; i < cosines1.Length; i++)
        {
            Turn(r.B[i], m.B[i], cosines2[i], -sines2[i], out Vector<double> bReal, out Vector<double> bImaginary);
            Turn(r.C[i], m.C[i], cosines1[i], -sines1[i], out Vector<double> cReal, out Vector<double> cImaginary);
            Turn(r.D[i], m.D[i], cosines3[i], -sines3[i], out Vector<double> dReal, out Vector<double> dImaginary);
            (Vector<double> evenReal, Vector<double> evenImaginary) = (r.A[i] + bReal, m.A[i] + bImaginary);
            (Vector<double> sumReal, Vector<double> sumImaginary) = (r.A[i] - bReal, m.A[i] - bImaginary);
            (Vector<double> oddReal, Vector<double> oddImaginary) = (cReal + dReal, cImaginary + dImaginary);
            (Vector<double> turnedReal, Vector<double> turnedImaginary) = (dImaginary - cImaginary, cReal - dReal);
            r.A[i] = evenReal + oddReal;
            m.A[i] = evenImaginary + oddImaginary;
            r.B[i] = sumReal + turnedReal;
            m.B[i] = sumImaginary + turnedImaginary;
            r.C[i] = evenReal - oddReal;
            m.C[i] = evenImaginary - oddImaginary;
            r.D[i] = sumReal - turnedReal;
            m.D[i] = sumImaginary - turnedImaginary;
        }
    }

    private static ReadOnlySpan<Vector<double>> Cast(double[] values) => MemoryMarshal.Cast<double, Vector<double>>(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(
        Vector<double> real, Vector<double> imaginary, Vector<double> cosine, Vector<double> sine, out Vector<double> turnedReal, out Vector<double> turnedImaginary)
    {
        turnedReal = (real * cosine) + (imaginary * sine);
        turnedImaginary = (imaginary * cosine) - (real * sine);
    }

    /// <summary>The four quarters of a block.</summary>
    private readonly ref struct Quarters(Span<double> block, int quarter)
    {
        public readonly Span<Vector<double>> A = MemoryMarshal.Cast<double, Vector<double>>(block[..quarter]);
        public readonly Span<Vector<double>> B = MemoryMarshal.Cast<double, Vector<double>>(block.Slice(quarter, quarter));
        public readonly Span<Vector<double>> C = MemoryMarshal.Cast<double, Vector<double>>(block.Slice(2 * quarter, quarter));
        public readonly Span<Vector<double>> D = MemoryMarshal.Cast<double, Vector<double>>(block.Slice(3 * quarter, quarter));
    }
}
