using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy.Selection;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// Shows a group with a probability that depends only on how many people it has: truncated geometric selection, the best possible at
/// its (ε, δ), after a pre-threshold k below which a group never shows. A shown group is therefore k-anonymous and private.
/// </summary>
/// <remarks>
/// Sources: Desfontaines, Voss, Gipson, Mandayam, "Differentially private partition selection", 2022 (the optimal primitive); pre-threshold: the
/// same rule applied to n-(k-1) people. Adjacency: add or remove one person, who is in at most L0 groups. Each group's decision is
/// (ε, δ)-private for a change of one person, hence δ-approximately (ε²/2)-zCDP; at most L0 independent decisions change, so the whole costs
/// L0·ε²/2 and L0·δ. The probabilities lie on a grid of 2^-128, each rounded so that the inequalities of the definition hold exactly.
/// </remarks>
public sealed class SelectionRule
{
    private const long LargestEpsilon = 64;
    private readonly TruncatedGeometric _table;

    /// <summary>A rule with the given parameters for each group.</summary>
    /// <param name="epsilonPerGroup">Above 0, at most 64.</param>
    /// <param name="delta">Above 0; the whole δ, which the groups of one person share evenly.</param>
    /// <param name="maxGroupsPerPerson">L0, at least 1, as enforced by <see cref="ContributionBounds"/>.</param>
    /// <param name="preThreshold">k, at least 1; 1 means none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public SelectionRule(Epsilon epsilonPerGroup, Delta delta, int maxGroupsPerPerson, int preThreshold)
    {
        ArgumentOutOfRangeException.ThrowIfZero(epsilonPerGroup.Value.Sign, nameof(epsilonPerGroup));
        if (epsilonPerGroup.Value > LargestEpsilon)
        {
            throw new ArgumentOutOfRangeException(nameof(epsilonPerGroup), "Epsilon per group is at most 64.");
        }

        ArgumentOutOfRangeException.ThrowIfZero(delta.Atto, nameof(delta));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxGroupsPerPerson);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(preThreshold);
        (EpsilonPerGroup, Delta) = (epsilonPerGroup, delta);
        (MaxGroupsPerPerson, PreThreshold) = (maxGroupsPerPerson, preThreshold);
        _table = TruncatedGeometric.Create(epsilonPerGroup.Value, delta.Value / maxGroupsPerPerson, gridBits: 128);
        Rational rho = maxGroupsPerPerson * epsilonPerGroup.Value * epsilonPerGroup.Value / 2;
        Cost = PrivacyCost.RoundedUp(rho, delta.Value);
    }

    /// <summary>ε of one group's decision.</summary>
    public Epsilon EpsilonPerGroup { get; }

    /// <summary>δ of all decisions that one person can change.</summary>
    public Delta Delta { get; }

    /// <summary>L0: groups a person, at least 1.</summary>
    public int MaxGroupsPerPerson { get; }

    /// <summary>k: a group of fewer people never shows.</summary>
    public int PreThreshold { get; }

    /// <summary>What deciding all groups costs.</summary>
    public PrivacyCost Cost { get; }

    /// <summary>The number of people from which a group always shows.</summary>
    public long AlwaysShownFrom => _table.CertainFrom + (PreThreshold - 1L);

    /// <summary>The rule with the largest ε per group that costs at most <paramref name="rho"/> and <paramref name="delta"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range, or ρ too small to write an ε for.</exception>
    public static SelectionRule ForRho(Rho rho, Delta delta, int maxGroupsPerPerson, int preThreshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxGroupsPerPerson);
        Rational square = 2 * rho.Value / maxGroupsPerPerson * (BigInteger.One << 64);
        Rational root = new(Rational.IntegerSquareRoot(square.Floor()), BigInteger.One << 32);
        return new SelectionRule(new Epsilon(Rational.Min(root, LargestEpsilon)), delta, maxGroupsPerPerson, preThreshold);
    }

    /// <summary>The exact probability that a group of <paramref name="people"/> people shows.</summary>
    public Rational Probability(long people) =>
        people < PreThreshold ? Rational.Zero : new Rational(_table.Numerator(people - (PreThreshold - 1)), BigInteger.One << 128);

    /// <summary>Decides by comparing 128 uniform bits with the exact probability.</summary>
    internal bool Shows(long people, UInt128 uniform) =>
        people >= PreThreshold && _table.IsAbove(people - (PreThreshold - 1), uniform);
}
