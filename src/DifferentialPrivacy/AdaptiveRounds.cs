using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// A fixed reserve of ρ that is spent in rounds whose noise, candidates and number may depend on what earlier rounds showed. What it costs is public and fixed beforehand; how it is divided is not.
/// </summary>
/// <remarks>
/// <para>
/// Input: whatever the rounds look at, of which one person changes no more than each round declares. Adjacency: add or remove one person. Privacy: each round is ρᵢ-zCDP given what was
/// shown before (Bun, Steinke 2016, Lemma 2.3), ρᵢ is known before the round is drawn, and a round that would bring the exact sum above ρ is refused without looking at its figures. Such a stopping
/// rule makes the whole ρ-zCDP even where the parameters are chosen along the way (Feldman, Zrnic 2021, Theorem 4.3, for Rényi divergences of every order; Whitehouse, Ramdas, Rogers, Wu 2023,
/// Theorem 1, for zCDP). What is left unspent at the end is charged all the same, so the charge tells nothing.
/// </para>
/// <para>
/// The number of rounds, and so the time that they take, depends on what was shown, which is private, and on coins: release results on a fixed schedule.
/// </para>
/// </remarks>
public sealed class AdaptiveRounds : Mechanism
{
    /// <summary>Rounds that cost <paramref name="rho"/> together.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="rho">The reserve, above 0.</param>
    /// <param name="maxRounds">Rounds at most, at least 1; public.</param>
    /// <param name="rows">What one person can change of the table that the rounds count: entries, sum and squares of its histogram.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public AdaptiveRounds(string name, Rho rho, int maxRounds, Sensitivity rows)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfZero(rho.Nano, nameof(rho));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRounds);
        ArgumentOutOfRangeException.ThrowIfZero(rows.L1, nameof(rows));
        (Rho, MaxRounds, Rows) = (rho, maxRounds, rows);
        Reports =
        [
            new()
            {
                Name = name,
                Kind = MechanismKind.AdaptiveRounds,
                Adjacency = Adjacency.AddOrRemoveOnePerson,
                Sensitivity = rows,
                Norm = "L2",
                Scale = rho.Value,
                Epsilon = null,
                Cost = PrivacyCost.RoundedUp(rho.Value, Rational.Zero),
                Source = "rho is a reserve that rounds are stopped at (Feldman, Zrnic 2021, Theorem 4.3; Whitehouse, Ramdas, Rogers, Wu 2023, Theorem 1)",
            },
        ];
    }

    /// <inheritdoc/>
    public override string InputDomain => $"a table of which one person changes at most {Rows.L1} rows, looked at in at most {MaxRounds} rounds";

    /// <summary>The reserve.</summary>
    public Rho Rho { get; }

    /// <summary>Rounds at most.</summary>
    public int MaxRounds { get; }

    /// <summary>What one person can change of the table that the rounds count; each round declares its own figures' change besides.</summary>
    public Sensitivity Rows { get; }

    /// <inheritdoc/>
    public override ImmutableArray<MechanismReport> Reports { get; }

    /// <summary>Takes the reserve out of the plan; the caller disposes what it gets.</summary>
    /// <param name="grant">An open grant whose plan holds this mechanism unused.</param>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    public AdaptiveSpending Begin(BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return new AdaptiveSpending(this, grant.Consume(this));
    }
}
