using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.SyntheticData.Coarsening;
using EnclaveCleanRoom.SyntheticData.Fitting;
using EnclaveCleanRoom.SyntheticData.Inference;

namespace EnclaveCleanRoom.SyntheticData.Methods;

/// <summary>Chooses and measures pairs, out of the reserve.</summary>
internal sealed class PairSpending(AdaptiveSpending spending, Sensitivity rows, CoarseDomain coarse, List<SyntheticStep> steps)
{
    private const long Grain = 1 << 20;

    /// <summary>What is left, in nano-ρ.</summary>
    public long LeftNano => (long)(spending.Left * 1_000_000_000).Floor();

    /// <summary>The standard deviation of noise that costs <paramref name="nanoRho"/>.</summary>
    public double Deviation(long nanoRho) => Math.Sqrt(rows.L2Squared / (2e-9 * nanoRho));

    /// <summary>Chooses a candidate at a cost of at most <paramref name="nanoRho"/>.</summary>
    public int Choose(long nanoRho, ReadOnlySpan<long> scores)
    {
        // ε = √(8ρ), rounded down to a multiple of 2^-20.
        Rational epsilon = new((long)(Math.Sqrt(8e-9 * nanoRho) * Grain * (1 - 1e-12)), Grain);
        return spending.Choose(new Epsilon(Rational.Min(epsilon, 1000)), rows.L1, scores);
    }

    /// <summary>Measures a pair of columns.</summary>
    public Measurement Measure(AttributeSet set, ReadOnlySpan<long> counts, long nanoRho)
    {
        CountNoise noise = CountNoise.Gaussian(rows, Rho.FromNano(nanoRho));
        ImmutableArray<long> noisy = spending.Measure(noise, counts);
        double[] variances = new double[noisy.Length];
        variances.AsSpan().Fill(Math.Max(noise.Variance, ColumnMeasuring.LeastVariance));
        steps.Add(new SyntheticStep([.. set.ToArray().Select(column => coarse.Order[column]).Order()], noisy.Length, Math.Sqrt(noise.Variance)));
        return new Measurement(set, [.. noisy.Select(count => (double)count)], variances);
    }
}
