using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// Several releases about the same people, and what they tell together, by any accountant. For plans fixed beforehand and for display: admission of
/// adaptively chosen queries is by the sums of <see cref="BudgetFilter"/>.
/// </summary>
/// <remarks>
/// Every ε and δ is an upper bound, rounded up. Adjacency: add or remove one person. Where releases are not symmetric both directions are counted, each for all
/// releases together, and the worse is taken.
/// </remarks>
public sealed class PrivacyComposition
{
    private readonly ImmutableArray<CountedEvent> _merged;

    // The sum of ρ, and what releases may fail by: fractions of many digits where there are many different releases, so added up once.
    private readonly Lazy<(Rational Rho, Rational Delta)> _sums;

    /// <summary>The composition of <paramref name="events"/>.</summary>
    public PrivacyComposition(params ReadOnlySpan<CountedEvent> events)
    {
        Events = [.. events];
        _merged = [.. Events.GroupBy(counted => counted.Event, (what, parts) => new CountedEvent(what, checked(parts.Sum(part => part.Count))))];
        _sums = new(() => (
            Rational.Sum([.. _merged.Select(counted => counted.Count * counted.Event.Rho)]),
            Rational.Sum([.. _merged.Select(counted => counted.Count * counted.Event.Delta)])));
    }

    /// <summary>The releases, in the order given.</summary>
    public ImmutableArray<CountedEvent> Events { get; }

    /// <summary>The sum of pure ε, rounded up, or <see langword="null"/> where one release is not pure.</summary>
    public double? PureEpsilon
    {
        get
        {
            if (_merged.Any(counted => counted.Event.Pure is null))
            {
                return null;
            }

            Rational sum = Rational.Sum([.. _merged.Select(counted => counted.Count * counted.Event.Pure!.Value.Value)]);
            return sum.Sign == 0 ? 0 : UpToDouble(sum);
        }
    }

    /// <summary>The smallest ε that any accountant can show at <paramref name="delta"/>.</summary>
    /// <remarks>Where nothing is discretised no other accountant can be below, so the others are asked only where that gives no finite answer.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">δ is not between 0 and 1.</exception>
    public PrivacyEstimate EpsilonAt(Rational delta)
    {
        if (TryEpsilonAt(delta, Accountant.Exact, out PrivacyEstimate best, out _) && double.IsFinite(best.Epsilon))
        {
            return best;
        }

        best = new PrivacyEstimate(double.PositiveInfinity, Accountant.ZeroConcentrated);
        foreach (Accountant accountant in (ReadOnlySpan<Accountant>)[Accountant.PrivacyLoss, Accountant.Renyi, Accountant.ZeroConcentrated])
        {
            if (TryEpsilonAt(delta, accountant, out PrivacyEstimate estimate, out _) && estimate.Epsilon < best.Epsilon)
            {
                best = estimate;
            }
        }

        return best;
    }

    /// <summary>The ε that <paramref name="accountant"/> shows at <paramref name="delta"/>.</summary>
    /// <param name="delta">0 to 1. At 0 only pure releases have a finite ε.</param>
    /// <param name="accountant">How it is counted.</param>
    /// <param name="estimate">The bound, and which accountant gave it.</param>
    /// <param name="refusal">Why there is none; only <see cref="Accountant.Exact"/> ever refuses.</param>
    /// <returns>Whether the accountant applies.</returns>
    /// <exception cref="ArgumentOutOfRangeException">δ is not between 0 and 1, or the accountant is none of the enumeration.</exception>
    public bool TryEpsilonAt(Rational delta, Accountant accountant, out PrivacyEstimate estimate, out AccountingRefusal? refusal)
    {
        if (delta.Sign < 0 || delta > Rational.One)
        {
            throw new ArgumentOutOfRangeException(nameof(delta), "Delta lies between 0 and 1.");
        }

        refusal = null;
        double pure = PureEpsilon ?? double.PositiveInfinity;
        double rounded = delta.Sign == 0 ? 0 : Math.BitDecrement(delta.ToDouble());
        if (accountant == Accountant.Best)
        {
            estimate = EpsilonAt(delta);
            return true;
        }

        double epsilon = pure;
        if (delta == Rational.One || IsBelowAnyEpsilon(delta))
        {
            epsilon = 0;
        }
        else if (rounded > 0 && !_merged.IsEmpty && double.IsFinite(_sums.Value.Rho.ToDouble()))
        {
            switch (accountant)
            {
                case Accountant.Exact:
                    refusal = ExactAccountant.EpsilonAt(_merged, rounded, out epsilon);

                    // A sum that no conversion would need is not exact: probabilities below the smallest double were raised to it.
                    refusal ??= double.IsFinite(epsilon) && epsilon > ConcentratedEpsilonAt(delta) * (1 + 1e-9) ? AccountingRefusal.LatticeTooFine : null;
                    break;
                case Accountant.PrivacyLoss:
                    epsilon = Math.Min(LossAccountant.EpsilonAt(LossAccountant.Prepare(_merged), rounded), ConcentratedEpsilonAt(delta));
                    break;
                case Accountant.Renyi:
                    epsilon = RenyiAccountant.EpsilonAt(_merged, rounded);
                    break;
                case Accountant.ZeroConcentrated:
                    epsilon = ConcentratedEpsilonAt(delta);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(accountant));
            }
        }

        // A plain sum of ε is valid whatever the accountant.
        estimate = new PrivacyEstimate(Math.Min(epsilon, pure), accountant);
        return refusal is null;
    }

    /// <summary>The δ at <paramref name="epsilon"/> by the whole law of the privacy loss, rounded up, at most 1.</summary>
    /// <param name="epsilon">At least 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">ε is out of range.</exception>
    public double DeltaAt(double epsilon)
    {
        if (!(epsilon >= 0) || double.IsInfinity(epsilon))
        {
            throw new ArgumentOutOfRangeException(nameof(epsilon), "Epsilon is not negative and finite.");
        }

        return _merged.IsEmpty || epsilon >= PureEpsilon ? 0 : LossAccountant.DeltaAt(LossAccountant.Prepare(_merged), epsilon);
    }

    /// <summary>
    /// The largest share of true accusations that a test for one person's presence can reach when it accuses the innocent at rate
    /// <paramref name="falsePositiveRate"/>, rounded up.
    /// </summary>
    /// <param name="falsePositiveRate">Above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range.</exception>
    public double TruePositiveRateAt(double falsePositiveRate)
    {
        if (!(falsePositiveRate > 0 && falsePositiveRate < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(falsePositiveRate), "A rate lies between 0 and 1.");
        }

        return TradeOff.TruePositiveRateAt(this, falsePositiveRate);
    }

    private double ConcentratedEpsilonAt(Rational delta)
    {
        (Rational rho, Rational own) = _sums.Value;
        return own >= delta ? double.PositiveInfinity : ZeroConcentrated.EpsilonUp(rho, delta - own);
    }

    // Total variation is at most √(ρ/2) (Pinsker) and what fails: where δ covers that, ε is 0 and nothing needs to be laid out.
    private bool IsBelowAnyEpsilon(Rational delta)
    {
        (Rational rho, Rational own) = _sums.Value;
        return own < delta && rho <= 2 * (delta - own) * (delta - own);
    }

    // The nearest double when it is the number itself or above; otherwise the next one up.
    private static double UpToDouble(Rational value)
    {
        double nearest = value.ToDouble();
        return Rational.FromDouble(nearest) >= value ? nearest : Math.BitIncrement(nearest);
    }
}
