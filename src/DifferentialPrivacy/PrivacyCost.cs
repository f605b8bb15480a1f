using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// What a release costs: δ-approximate ρ-zCDP in integers (nano-rho, atto-delta). Costs of adaptively chosen releases
/// add, term by term; that sum is the whole admission rule.
/// </summary>
/// <remarks>
/// Source: Bun and Steinke, "Concentrated Differential Privacy", 2016: Definition 8.1 (δ-approximate zCDP), Lemma 8.2 (sum of ρ; the δ
/// combine to at most their sum), Proposition 1.4 (ε-DP is ε²/2-zCDP). Adjacency: add or remove one person.
/// </remarks>
public readonly record struct PrivacyCost
{
    private const long NanoUnit = 1_000_000_000;
    private const long AttoUnit = 1_000_000_000_000_000_000;

    /// <summary>A cost of <paramref name="nanoRho"/> · 1e-9 zCDP and <paramref name="attoDelta"/> · 1e-18 of failure probability.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Either is negative.</exception>
    public PrivacyCost(long nanoRho, long attoDelta)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nanoRho);
        ArgumentOutOfRangeException.ThrowIfNegative(attoDelta);
        NanoRho = nanoRho;
        AttoDelta = attoDelta;
    }

    /// <summary>No cost.</summary>
    public static PrivacyCost Zero => default;

    /// <summary>ρ in units of 1e-9, at least 0.</summary>
    public long NanoRho { get; }

    /// <summary>δ in units of 1e-18, at least 0.</summary>
    public long AttoDelta { get; }

    /// <summary>A cost or a limit of <paramref name="rho"/> and <paramref name="delta"/>.</summary>
    public static PrivacyCost From(Rho rho, Delta delta) => new(rho.Nano, delta.Atto);

    /// <summary>The cost of exact parameters, each rounded up to the next unit.</summary>
    /// <exception cref="OverflowException">It does not fit into the integers.</exception>
    public static PrivacyCost RoundedUp(Rational rho, Rational delta) =>
        new(checked((long)(rho * NanoUnit).Ceiling()), checked((long)(delta * AttoUnit).Ceiling()));

    /// <summary>The cost of an ε-differentially private release: ε²/2, rounded up.</summary>
    public static PrivacyCost FromPure(Epsilon epsilon) => RoundedUp(epsilon.Value * epsilon.Value / 2, Rational.Zero);

    /// <summary>Both terms added.</summary>
    /// <exception cref="OverflowException">A term leaves the integers.</exception>
    public static PrivacyCost operator +(PrivacyCost left, PrivacyCost right) =>
        new(checked(left.NanoRho + right.NanoRho), checked(left.AttoDelta + right.AttoDelta));

    /// <summary>Both terms added.</summary>
    public static PrivacyCost Add(PrivacyCost left, PrivacyCost right) => left + right;

    /// <summary>Whether neither term exceeds that of <paramref name="limit"/>.</summary>
    public bool FitsIn(PrivacyCost limit) => NanoRho <= limit.NanoRho && AttoDelta <= limit.AttoDelta;

    /// <summary>The ε for which this cost is (ε, <paramref name="delta"/>)-differential privacy, rounded up.</summary>
    /// <param name="delta">The whole δ; the cost's own δ is taken off it first.</param>
    /// <returns>At least 0; positive infinity when <paramref name="delta"/> leaves nothing for the conversion.</returns>
    public double EpsilonAt(Delta delta)
    {
        if (AttoDelta > delta.Atto)
        {
            return double.PositiveInfinity;
        }

        return ZeroConcentrated.EpsilonUp(new Rational(NanoRho, NanoUnit), new Rational((BigInteger)delta.Atto - AttoDelta, AttoUnit));
    }

    /// <summary>The δ for which this cost is (<paramref name="epsilon"/>, δ)-differential privacy, rounded up, at most 1.</summary>
    public double DeltaAt(Epsilon epsilon)
    {
        double own = Math.BitIncrement(new Rational(AttoDelta, AttoUnit).ToDouble());
        double converted = ZeroConcentrated.DeltaUp(new Rational(NanoRho, NanoUnit), epsilon.Value);
        return Math.Min(1, Math.BitIncrement((AttoDelta == 0 ? 0 : own) + converted));
    }

    /// <summary>The largest ρ, in whole nano-rho, that implies (<paramref name="epsilon"/>, <paramref name="delta"/>)-differential privacy.</summary>
    public static Rho LargestRho(Epsilon epsilon, Delta delta) => Rho.FromNano(ZeroConcentrated.LargestNanoRho(epsilon.Value, delta.Value));
}
