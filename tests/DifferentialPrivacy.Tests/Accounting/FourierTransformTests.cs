using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accounting;

public sealed class FourierTransformTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Outputs_are_the_defining_sums_in_bit_reversed_order_within_the_stated_error(int levels)
    {
        FourierTransform transform = new(levels);
        double[] signal = Signal(transform.Length);
        (double[] real, double[] imaginary) = ([.. signal], new double[transform.Length]);
        transform.Forward(real, imaginary);
        for (int k = 0; k < transform.Length; k++)
        {
            int place = Reversed(k, levels);
            double expectedReal = signal.Select((value, j) => value * Math.Cos(2 * Math.PI * (j * k % transform.Length) / transform.Length)).Sum();
            double expectedImaginary = -signal.Select((value, j) => value * Math.Sin(2 * Math.PI * (j * k % transform.Length) / transform.Length)).Sum();
            double allowed = (transform.RelativeError + 1e-14) * signal.Sum();
            Assert.Equal(expectedReal, real[place], allowed);
            Assert.Equal(expectedImaginary, imaginary[place], allowed);
        }
    }

    [Fact]
    public void The_inverse_gives_the_signal_back()
    {
        FourierTransform transform = new(12);
        double[] signal = Signal(transform.Length);
        (double[] real, double[] imaginary) = ([.. signal], new double[transform.Length]);
        transform.Forward(real, imaginary);
        transform.Inverse(real, imaginary);
        for (int i = 0; i < signal.Length; i++)
        {
            Assert.Equal(signal[i], real[i], 1e-13);
            Assert.Equal(0, imaginary[i], 1e-13);
        }
    }

    [Fact]
    public void Vectors_compute_what_plain_butterflies_compute()
    {
        (double[][] plain, double[][] vectors) = (Blocks(), Blocks());
        Butterfly.Forward(plain[0], plain[1], plain[2], plain[3], plain[4], plain[5]);
        Butterfly.ForwardVectors(vectors[0], vectors[1], vectors[2], vectors[3], vectors[4], vectors[5]);
        Assert.Equal(plain, vectors);
        Butterfly.Inverse(plain[0], plain[1], plain[2], plain[3], plain[4], plain[5]);
        Butterfly.InverseVectors(vectors[0], vectors[1], vectors[2], vectors[3], vectors[4], vectors[5]);
        Assert.Equal(plain, vectors);

        static double[][] Blocks()
        {
            using SeededNumbers numbers = new(8);
            return [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, 64).Select(_ => numbers.Next(1000) / 1000.0).ToArray())];
        }
    }

    private static double[] Signal(int length)
    {
        using SeededNumbers numbers = new(3);
        return [.. Enumerable.Range(0, length).Select(_ => numbers.Next(1_000_000) / 1e6)];
    }

    private static int Reversed(int value, int bits)
    {
        int reversed = 0;
        for (int bit = 0; bit < bits; bit++)
        {
            reversed = (reversed << 1) | ((value >> bit) & 1);
        }

        return reversed;
    }
}
