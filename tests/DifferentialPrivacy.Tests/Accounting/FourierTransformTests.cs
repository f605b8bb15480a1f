using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Fourier;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accounting;

public sealed class FourierTransformTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(9)]
    public void Outputs_are_the_defining_sums_in_bit_reversed_order_within_the_stated_error(int levels)
    {
        RealTransform transform = new(levels);
        double[] signal = Signal(transform.Length);
        (double[] real, double[] imaginary) = Parted(signal);
        transform.Forward(real, imaginary);
        double allowed = (transform.RelativeError + 1e-14) * signal.Sum();
        Assert.Equal(signal.Sum(), real[0], allowed);
        Assert.Equal(signal.Select((value, j) => j % 2 == 0 ? value : -value).Sum(), imaginary[0], allowed);
        for (int k = 1; k < transform.HalfLength; k++)
        {
            int place = Reversed(k, levels - 1);
            double expectedReal = signal.Select((value, j) => value * Math.Cos(2 * Math.PI * (j * k % transform.Length) / transform.Length)).Sum();
            double expectedImaginary = -signal.Select((value, j) => value * Math.Sin(2 * Math.PI * (j * k % transform.Length) / transform.Length)).Sum();
            Assert.Equal(expectedReal, real[place], allowed);
            Assert.Equal(expectedImaginary, imaginary[place], allowed);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(15)]
    public void The_inverse_gives_the_signal_back(int levels)
    {
        RealTransform transform = new(levels);
        double[] signal = Signal(transform.Length);
        (double[] even, double[] odd) = Parted(signal);
        transform.Forward(even, odd);
        transform.Inverse(even, odd);
        for (int i = 0; i < signal.Length; i++)
        {
            Assert.Equal(signal[i], (i % 2 == 0 ? even : odd)[i / 2], 1e-13);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(64)]
    public void Vectors_compute_what_plain_butterflies_compute(int quarter)
    {
        Stage stage = new(new UnitRoots(10), 10, quarter);
        double[] signal = Signal(8 * quarter);
        (double[][] plain, double[][] vectors) = (Halves(signal), Halves(signal));
        Butterfly.Forward(plain[0], plain[1], stage);
        VectorButterfly.Forward(vectors[0], vectors[1], stage);
        Assert.Equal(plain, vectors);
        Butterfly.Inverse(plain[0], plain[1], stage);
        VectorButterfly.Inverse(vectors[0], vectors[1], stage);
        Assert.Equal(plain, vectors);
        Assert.Equal(signal[0] * 4, plain[0][0], 1e-13);

        static double[][] Halves(double[] signal) => [signal[..(signal.Length / 2)], signal[(signal.Length / 2)..]];
    }

    [Fact]
    public void Roots_of_one_are_right_all_around_the_circle()
    {
        foreach (int levels in (int[])[0, 1, 2, 3, 6])
        {
            UnitRoots roots = new(levels);
            for (int index = 0; index < 3 << levels; index++)
            {
                (double cosine, double sine) = roots.At(index);
                Assert.Equal(Math.Cos(2 * Math.PI * index / (1 << levels)), cosine, 1e-14);
                Assert.Equal(Math.Sin(2 * Math.PI * index / (1 << levels)), sine, 1e-14);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(1_000)]
    public void Powers_in_vectors_are_what_plain_powers_are(long count)
    {
        (double[] real, double[] imaginary) = Parted([.. Signal(64).Select(value => value * 0.7)]);
        Spectrum vectors = new(32);
        Spectrum plain = new(32);
        vectors.Multiply(real, imaginary, count, 1e-15);
        for (int place = 1; place < 32; place++)
        {
            plain.MultiplyPlainly(real, imaginary, place, count, 1e-15);
            Assert.Equal(plain.Real[place], vectors.Real[place]);
            Assert.Equal(plain.Imaginary[place], vectors.Imaginary[place]);
        }

        Assert.Equal(Math.Pow(real[0], count), vectors.Real[0]);
        Assert.Equal(Math.Pow(imaginary[0], count), vectors.Imaginary[0]);
    }

    [Fact]
    public void Narrow_laws_added_up_directly_have_the_same_curve_as_by_transform_and_none_below()
    {
        CountedEvent[] narrow = [.. Enumerable.Range(0, 60).Select(i => new CountedEvent(new ApproximateEvent(new Epsilon(new Rational(1, 20 + i)))))];
        LossGrid grid = new(new Rational(1, 2_000));
        LossLimits limits = new(1e-20, 100);
        LossPart[] apart = [.. narrow.Select(counted => new LossPart(counted.Event.LossLaw(LossDirection.Remove).OnGrid(grid, limits), 1))];
        IReadOnlyList<LossPart> merged = NarrowParts.Merge(apart);
        Assert.InRange(merged.Count, 2, 10);
        LossWindow window = LossWindow.ForDelta([.. narrow.Select(counted => new LossTerm(counted.Event.LossLaw(LossDirection.Remove), 1))], 1e-6);
        double one = LossSum.Compose(apart, grid.Step, 0, window, new RealTransform(14)).EpsilonAt(1e-6);
        double two = LossSum.Compose(merged, grid.Step, 0, window, new RealTransform(14)).EpsilonAt(1e-6);
        Assert.InRange(two, one * (1 - 1e-9), one * (1 + 1e-9));
        Assert.All(merged, part => Assert.True(part.Masses.Masses.Sum() + part.Masses.Infinity >= 1));
    }

    private static double[] Signal(int length)
    {
        using SeededNumbers numbers = new(3);
        return [.. Enumerable.Range(0, length).Select(_ => numbers.Next(1_000_000) / 1e6)];
    }

    private static (double[] Even, double[] Odd) Parted(double[] signal) =>
        ([.. signal.Where((_, i) => i % 2 == 0)], [.. signal.Where((_, i) => i % 2 != 0)]);

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
