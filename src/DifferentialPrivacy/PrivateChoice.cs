using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Names the best of public candidates, or the best few, by integer scores that depend on people.</summary>
/// <remarks>
/// <para>
/// Input: a score for each candidate. Adjacency: add or remove one person, who moves no score by more than Δ. Each round is ε-private: a candidate's weight exp(rate·score), with
/// rate = ε/2Δ, moves by at most e^(ε/2) and so does the sum of weights (McSherry, Talwar 2007); where adding a person can only raise scores, as counts do, all weights move the same way and
/// rate = ε/Δ suffices. Several rounds without those already chosen are a composition (peeling).
/// </para>
/// <para>
/// The number of coins depends on the scores, so how long a choice takes does too: release results on a fixed schedule.
/// </para>
/// </remarks>
public sealed class PrivateChoice : Mechanism
{
    /// <summary>A choice of <paramref name="count"/> of <paramref name="candidates"/> candidates.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="candidates">At least 1; public.</param>
    /// <param name="count">At least 1, at most <paramref name="candidates"/>.</param>
    /// <param name="kind">How.</param>
    /// <param name="epsilonPerRound">ε of each of the rounds, above 0.</param>
    /// <param name="sensitivity">Of the vector of scores; only the largest change of one score counts.</param>
    /// <param name="isMonotone">Whether adding a person never lowers a score.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public PrivateChoice(string name, int candidates, int count, ChoiceKind kind, Epsilon epsilonPerRound, Sensitivity sensitivity, bool isMonotone)
        : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(candidates);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, candidates);
        ArgumentOutOfRangeException.ThrowIfZero(epsilonPerRound.Value.Sign, nameof(epsilonPerRound));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sensitivity.LInfinity, nameof(sensitivity));
        if (!Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind));
        }

        (Candidates, Count, Kind, EpsilonPerRound, IsMonotone) = (candidates, count, kind, epsilonPerRound, isMonotone);
        Rate = epsilonPerRound.Value / ((isMonotone ? 1 : 2) * sensitivity.LInfinity);
        Rational whole = count * epsilonPerRound.Value;
        Rational rho = count * Event.Rho;
        Reports =
        [
            new()
            {
                Name = name,
                Kind = kind == ChoiceKind.Exponential ? MechanismKind.ExponentialChoice : MechanismKind.PermuteAndFlip,
                Adjacency = Adjacency.AddOrRemoveOnePerson,
                Sensitivity = sensitivity,
                Norm = "LInfinity",
                Scale = Rate,
                Epsilon = new Epsilon(whole),
                Cost = PrivacyCost.RoundedUp(rho, Rational.Zero),
                Source = kind == ChoiceKind.Exponential
                    ? "rho = k epsilon^2/8 (McSherry, Talwar 2007; Cesar, Rogers 2021, Lemma 3.2)"
                    : "epsilon per round (McKenna, Sheldon 2020, Theorem 1); rho = k epsilon^2/2 (Bun, Steinke 2016, Proposition 1.4)",
            },
        ];
    }

    /// <inheritdoc/>
    public override string InputDomain => $"a 64-bit integer score for each of {Candidates} public candidates";

    /// <summary>How many candidates there are.</summary>
    public int Candidates { get; }

    /// <summary>How many are named.</summary>
    public int Count { get; }

    /// <summary>How they are chosen.</summary>
    public ChoiceKind Kind { get; }

    /// <summary>ε of one round.</summary>
    public Epsilon EpsilonPerRound { get; }

    /// <summary>Whether adding a person never lowers a score.</summary>
    public bool IsMonotone { get; }

    /// <summary>By what a score is multiplied in the exponent.</summary>
    public Rational Rate { get; }

    /// <inheritdoc/>
    public override ImmutableArray<MechanismReport> Reports { get; }

    /// <summary>What one round is to the accountants.</summary>
    public PrivacyEvent Event => Kind == ChoiceKind.Exponential ? new BoundedRangeEvent(EpsilonPerRound) : new ApproximateEvent(EpsilonPerRound);

    /// <summary>Chooses.</summary>
    /// <param name="grant">An open grant whose plan holds this mechanism unused.</param>
    /// <param name="scores">The exact scores; what a person can change of them must be as declared.</param>
    /// <returns>The indexes chosen, the first round's first.</returns>
    /// <exception cref="ArgumentException">There are not as many scores as candidates; nothing is consumed.</exception>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    public PrivateRelease<ImmutableArray<int>> Release(BudgetGrant grant, ReadOnlySpan<long> scores)
    {
        ArgumentNullException.ThrowIfNull(grant);
        if (scores.Length != Candidates)
        {
            throw new ArgumentException("There must be a score for each candidate.", nameof(scores));
        }

        using EntropyWords words = grant.Consume(this);
        return new PrivateRelease<ImmutableArray<int>>(Choose(words, scores), Reports, [new object()]);
    }

    internal ImmutableArray<int> Choose(EntropyWords words, ReadOnlySpan<long> scores)
    {
        List<int> left = [.. Enumerable.Range(0, scores.Length)];
        ImmutableArray<int>.Builder chosen = ImmutableArray.CreateBuilder<int>(Count);
        long[] remaining = scores.ToArray();
        for (int round = 0; round < Count; round++)
        {
            ReadOnlySpan<long> open = remaining.AsSpan(0, left.Count);
            int place = Kind == ChoiceKind.Exponential
                ? ExactChoice.Exponential(words, open, Rate)
                : ExactChoice.PermuteAndFlip(words, open, Rate);
            chosen.Add(left[place]);
            left.RemoveAt(place);
            remaining.AsSpan(place + 1, left.Count - place).CopyTo(remaining.AsSpan(place));
        }

        return chosen.MoveToImmutable();
    }
}
