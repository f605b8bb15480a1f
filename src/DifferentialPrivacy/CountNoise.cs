using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Integer noise for a vector of declared sensitivity: its law, exact scale, cost and exact intervals.</summary>
/// <remarks>
/// Adjacency: add or remove one person. Discrete Laplace of scale b on every entry is (L1/b)-differentially private (Ghosh, Roughgarden,
/// Sundararajan 2009); discrete Gaussian of parameter σ² on every entry is L2²/(2σ²)-zCDP (Canonne, Kamath, Steinke 2020, Theorem 4
/// and its multivariate form). Both hold for vectors of any length and any integer input.
/// </remarks>
public sealed partial class CountNoise
{
    /// <summary>So many draws are worth a thread of their own.</summary>
    internal const int DrawsOfAPart = 1 << 13;

    /// <summary>So many draws for each unit of σ, some 16 for each entry, are worth a table.</summary>
    internal const int DrawsOfATable = 160;

    private readonly DiscreteLaplaceSampler? _laplace;
    private readonly DiscreteGaussianSampler? _gaussian;
    private readonly Lazy<DiscreteGaussianTable>? _table;

    private CountNoise(NoiseKind kind, Sensitivity sensitivity, Rational scale)
    {
        (Kind, Sensitivity, Scale) = (kind, sensitivity, scale);
        if (kind == NoiseKind.DiscreteLaplace)
        {
            Epsilon = new Epsilon(sensitivity.L1 / scale);
            Cost = PrivacyCost.FromPure(Epsilon.Value);
            _laplace = new DiscreteLaplaceSampler(scale);
        }
        else
        {
            Cost = PrivacyCost.RoundedUp(sensitivity.L2Squared / (2 * scale), Rational.Zero);
            _gaussian = new DiscreteGaussianSampler(scale);
            _table = scale <= DiscreteGaussianTable.LargestVariance ? new(() => new DiscreteGaussianTable(scale)) : null;
        }
    }

    /// <summary>The law.</summary>
    public NoiseKind Kind { get; }

    /// <summary>The declared sensitivity of the vector the noise is for.</summary>
    public Sensitivity Sensitivity { get; }

    /// <summary>The exact parameter: b for Laplace, σ² for Gaussian.</summary>
    public Rational Scale { get; }

    /// <summary>The pure ε, or <see langword="null"/> for Gaussian noise.</summary>
    public Epsilon? Epsilon { get; }

    /// <summary>What noise of this scale on the whole vector costs.</summary>
    public PrivacyCost Cost { get; }

    /// <summary>Discrete Laplace noise of scale b = L1/ε.</summary>
    /// <exception cref="ArgumentOutOfRangeException">ε is zero.</exception>
    public static CountNoise Laplace(Sensitivity sensitivity, Epsilon epsilon)
    {
        RequireDeclared(sensitivity);
        ArgumentOutOfRangeException.ThrowIfZero(epsilon.Value.Sign, nameof(epsilon));
        return new CountNoise(NoiseKind.DiscreteLaplace, sensitivity, sensitivity.L1 / epsilon.Value);
    }

    /// <summary>Discrete Gaussian noise with σ² = L2²/(2ρ).</summary>
    /// <exception cref="ArgumentOutOfRangeException">ρ is zero.</exception>
    public static CountNoise Gaussian(Sensitivity sensitivity, Rho rho)
    {
        RequireDeclared(sensitivity);
        ArgumentOutOfRangeException.ThrowIfZero(rho.Nano, nameof(rho));
        return new CountNoise(NoiseKind.DiscreteGaussian, sensitivity, sensitivity.L2Squared / (2 * rho.Value));
    }

    /// <summary>The law of smaller variance among those that cost at most <paramref name="rho"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">ρ is zero, or so small that no scale can be written for it.</exception>
    public static CountNoise ForRho(Sensitivity sensitivity, Rho rho)
    {
        // ε = √(2ρ), rounded down to a multiple of 2^-32, is the most that Laplace noise may use.
        BigInteger root = Rational.IntegerSquareRoot((2 * rho.Value * (BigInteger.One << 64)).Floor());
        return Better(Gaussian(sensitivity, rho), Laplace(sensitivity, new Epsilon(new Rational(root, BigInteger.One << 32))));
    }

    /// <summary>The law of smaller variance among those that are (ε, δ)-differentially private on their own.</summary>
    /// <remarks>Gaussian noise is taken at the largest ρ that implies (ε, δ), since the ledger counts in ρ.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">ε is zero.</exception>
    public static CountNoise ForEpsilonDelta(Sensitivity sensitivity, Epsilon epsilon, Delta delta)
    {
        CountNoise laplace = Laplace(sensitivity, epsilon);
        Rho rho = PrivacyCost.LargestRho(epsilon, delta);
        return rho.Nano == 0 ? laplace : Better(laplace, Gaussian(sensitivity, rho));
    }

    internal MechanismReport Report(string name) => new()
    {
        Name = name,
        Kind = Kind == NoiseKind.DiscreteLaplace ? MechanismKind.DiscreteLaplace : MechanismKind.DiscreteGaussian,
        Adjacency = Adjacency.AddOrRemoveOnePerson,
        Sensitivity = Sensitivity,
        Norm = Kind == NoiseKind.DiscreteLaplace ? "L1" : "L2",
        Scale = Scale,
        Epsilon = Epsilon,
        Cost = Cost,
        Source = Kind == NoiseKind.DiscreteLaplace
            ? "epsilon = L1/b (Ghosh, Roughgarden, Sundararajan 2009); rho = epsilon^2/2 (Bun, Steinke 2016, Proposition 1.4)"
            : "rho = L2^2/(2 sigma^2) (Canonne, Kamath, Steinke 2020, Theorem 4)",
    };

    /// <summary>Draws <paramref name="count"/> independent values; called before the exact figures are looked at.</summary>
    internal ImmutableArray<Int128> Draw(EntropyWords words, int count)
    {
        Int128[] noise = new Int128[count];
        DiscreteGaussianTable? table = IsWorthATable(count) ? _table!.Value : null;
        if (!words.IsConcurrent || count < 2 * DrawsOfAPart)
        {
            Draw(table, words, noise);
        }
        else
        {
            Parallel.For(0, (count + DrawsOfAPart - 1) / DrawsOfAPart, part =>
            {
                using EntropyWords own = words.Further();
                int first = part * DrawsOfAPart;
                Draw(table, own, noise.AsSpan(first..Math.Min(count, first + DrawsOfAPart)));
            });
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(noise);
    }

    /// <summary>Whether so many draws are taken from a table, which all later vectors of this noise share.</summary>
    internal bool IsWorthATable(int count) =>
        _table is not null && count >= 2 * DrawsOfAPart && Scale <= new Rational((long)count * count, DrawsOfATable * DrawsOfATable);

    private void Draw(DiscreteGaussianTable? table, EntropyWords words, Span<Int128> noise)
    {
        if (table is not null)
        {
            table.Draw(words, noise);
            return;
        }

        foreach (ref Int128 each in noise)
        {
            each = _laplace is not null ? _laplace.Draw(words) : _gaussian!.Draw(words);
        }
    }

    /// <summary>Adds in 128 bits and confines the sum to 64: the confinement is post-processing of the noisy sum.</summary>
    internal static long AddConfined(long exact, Int128 noise)
    {
        // Two small numbers need no more than 64 bits.
        const int Small = 1 << 30;
        return exact is > -Small and < Small && noise > -Small && noise < Small
            ? exact + (long)noise
            : (long)Int128.Clamp(exact + noise, long.MinValue, long.MaxValue);
    }

    private static CountNoise Better(CountNoise first, CountNoise second) => second.Variance < first.Variance ? second : first;

    private static void RequireDeclared(Sensitivity sensitivity)
    {
        if (sensitivity.L1 == 0)
        {
            throw new ArgumentException("The sensitivity was not declared.", nameof(sensitivity));
        }
    }
}
