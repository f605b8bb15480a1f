namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;

/// <summary>A stage's butterflies over one block, plainly: what <see cref="VectorButterfly"/> does in vectors.</summary>
internal static class Butterfly
{
    /// <summary>Four quarters (a, b, c, d) → (a+b+c+d, (a-b+c-d)·w²ʲ, (a-ib-c+id)·wʲ, (a+ib-c-id)·w³ʲ): two radix-2 levels in one.</summary>
    public static void Forward(Span<double> real, Span<double> imaginary, Stage stage)
    {
        int quarter = stage.Quarter;
        for (int i = 0; i < quarter; i++)
        {
            (int a, int b, int c, int d) = (i, i + quarter, i + (2 * quarter), i + (3 * quarter));
            (double evenReal, double evenImaginary) = (real[a] + real[c], imaginary[a] + imaginary[c]);
            (double oddReal, double oddImaginary) = (real[a] - real[c], imaginary[a] - imaginary[c]);
            (double sumReal, double sumImaginary) = (real[b] + real[d], imaginary[b] + imaginary[d]);
            (double turnedReal, double turnedImaginary) = (imaginary[b] - imaginary[d], real[d] - real[b]);
            (real[a], imaginary[a]) = (evenReal + sumReal, evenImaginary + sumImaginary);
            (real[b], imaginary[b]) = Turn(evenReal - sumReal, evenImaginary - sumImaginary, stage.Cosines2[i], stage.Sines2[i]);
            (real[c], imaginary[c]) = Turn(oddReal + turnedReal, oddImaginary + turnedImaginary, stage.Cosines1[i], stage.Sines1[i]);
            (real[d], imaginary[d]) = Turn(oddReal - turnedReal, oddImaginary - turnedImaginary, stage.Cosines3[i], stage.Sines3[i]);
        }
    }

    /// <summary>Undoes <see cref="Forward"/>, and multiplies by four.</summary>
    public static void Inverse(Span<double> real, Span<double> imaginary, Stage stage)
    {
        int quarter = stage.Quarter;
        for (int i = 0; i < quarter; i++)
        {
            (int a, int b, int c, int d) = (i, i + quarter, i + (2 * quarter), i + (3 * quarter));
            (double bReal, double bImaginary) = Turn(real[b], imaginary[b], stage.Cosines2[i], -stage.Sines2[i]);
            (double cReal, double cImaginary) = Turn(real[c], imaginary[c], stage.Cosines1[i], -stage.Sines1[i]);
            (double dReal, double dImaginary) = Turn(real[d], imaginary[d], stage.Cosines3[i], -stage.Sines3[i]);
            (double evenReal, double evenImaginary) = (real[a] + bReal, imaginary[a] + bImaginary);
            (double sumReal, double sumImaginary) = (real[a] - bReal, imaginary[a] - bImaginary);
            (double oddReal, double oddImaginary) = (cReal + dReal, cImaginary + dImaginary);
            (double turnedReal, double turnedImaginary) = (dImaginary - cImaginary, cReal - dReal);
            (real[a], imaginary[a]) = (evenReal + oddReal, evenImaginary + oddImaginary);
            (real[b], imaginary[b]) = (sumReal + turnedReal, sumImaginary + turnedImaginary);
            (real[c], imaginary[c]) = (evenReal - oddReal, evenImaginary - oddImaginary);
            (real[d], imaginary[d]) = (sumReal - turnedReal, sumImaginary - turnedImaginary);
        }
    }

    /// <summary>The product with cosine - i·sine.</summary>
    private static (double Real, double Imaginary) Turn(double real, double imaginary, double cosine, double sine) =>
        ((real * cosine) + (imaginary * sine), (imaginary * cosine) - (real * sine));
}
