using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// From how far two inputs are apart to how far a mechanism's outputs can be: the input distance is the number of people that one has and the other lacks
/// (<see cref="Adjacency.AddOrRemoveOnePerson"/>, so many times), the output distance that of <see cref="Measure"/>.
/// </summary>
/// <remarks>
/// <para>
/// At one person it is the mechanism's cost; at k people it is what a household of k is promised (group privacy). ε grows to k·ε (Dwork, McSherry, Nissim, Smith 2006), ρ to k²·ρ (Bun, Steinke
/// 2016, Proposition 1.9; for ρ = ε²/2 the same as k·ε gives), and the δ of a selection to δ·(e^(kε) - 1)/(e^ε - 1) with ε of one group's decision (Vadhan 2017, Lemma 2.2).
/// </para>
/// <para>
/// Proof for a selection: k people change decision g by c(g) of them, with c(g) at most k and in sum at most k·L0. Each decision is then c·ε-private with δ as above at c. Both c² and the δ
/// are convex and 0 at 0, so their sums are largest where L0 decisions change by k people each.
/// </para>
/// </remarks>
public sealed class PrivacyMap
{
    private readonly ImmutableArray<MechanismReport> _reports;

    internal PrivacyMap(IEnumerable<MechanismReport> reports)
    {
        _reports = [.. reports];
        Measure = _reports.Max(report => report.Measure);
    }

    /// <summary>The strongest measure in which all of the output is bounded.</summary>
    public OutputMeasure Measure { get; }

    /// <summary>What the ledger's measure, δ-approximate zCDP, comes to.</summary>
    /// <param name="people">How many people apart the inputs are, at least 0.</param>
    /// <returns>ρ and δ, rounded up; at 1 exactly the mechanism's cost. δ stops at 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="people"/> is negative.</exception>
    /// <exception cref="OverflowException">ρ does not fit into the integers.</exception>
    public PrivacyCost CostAt(int people)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(people);
        return _reports.Aggregate(PrivacyCost.Zero, (sum, report) => GroupPrivacy.Add(sum, GroupPrivacy.CostOf(report, people)));
    }

    /// <summary>The pure ε, exact, or <see langword="null"/> where <see cref="Measure"/> is a weaker one.</summary>
    /// <param name="people">How many people apart the inputs are, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="people"/> is negative.</exception>
    public Epsilon? PureEpsilonAt(int people)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(people);
        return Measure == OutputMeasure.PureDifferentialPrivacy
            ? new Epsilon(people * Rational.Sum([.. _reports.Select(report => report.Epsilon!.Value.Value)]))
            : null;
    }

    /// <summary>The ε for which the outputs are (ε, <paramref name="delta"/>)-indistinguishable, rounded up, for display.</summary>
    /// <param name="people">How many people apart the inputs are, at least 0.</param>
    /// <param name="delta">The whole δ.</param>
    /// <returns>Positive infinity where δ leaves nothing for the conversion. At one person <see cref="MechanismReport.EstimateAt"/> may know less.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="people"/> is negative.</exception>
    public double EpsilonAt(int people, Delta delta)
    {
        double converted = CostAt(people).EpsilonAt(delta);
        return PureEpsilonAt(people) is { } pure ? Math.Min(converted, Rounding.Up(pure.Value.ToDouble())) : converted;
    }
}
