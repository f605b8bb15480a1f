using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// Admits plans against budgets: integer sums, all accounts or none, durably before anything is opened. It never refuses the last
/// affordable plan and never admits one too many.
/// </summary>
/// <remarks>
/// Sums of ρ and of δ stay valid when each plan is chosen after seeing earlier results, which tighter accounting does not promise
/// (Whitehouse, Ramdas, Rogers, Wu, "Fully Adaptive Composition in Differential Privacy", 2023, for zCDP filters).
/// </remarks>
public sealed class BudgetFilter
{
    private readonly IReservationStore _store;
    private readonly IEntropy _entropy;

    /// <summary>A filter over <paramref name="store"/>, whose grants draw their noise from <paramref name="entropy"/>.</summary>
    public BudgetFilter(IReservationStore store, IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(entropy);
        (_store, _entropy) = (store, entropy);
    }

    /// <summary>Charges the whole cost of <paramref name="plan"/> to each of <paramref name="accounts"/>, or nothing to any.</summary>
    /// <param name="id">A fresh id.</param>
    /// <param name="plan">Everything the job will release.</param>
    /// <param name="accounts">At least one, each once.</param>
    /// <param name="grant">The right to run the plan, once.</param>
    /// <param name="denial">Every reason why not.</param>
    /// <returns>Whether the accounts were charged.</returns>
    /// <exception cref="ArgumentException">The id is the default value, or the accounts are none or repeated.</exception>
    public bool TrySpend(
        ReservationId id,
        PrivacyPlan plan,
        IReadOnlyCollection<BudgetAccount> accounts,
        [NotNullWhen(true)] out BudgetGrant? grant,
        [NotNullWhen(false)] out BudgetDenial? denial)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentException.ThrowIfNullOrEmpty(id.Value, nameof(id));
        if (accounts.Count == 0 || accounts.DistinctBy(account => account.Id).Count() != accounts.Count)
        {
            throw new ArgumentException("A spend names at least one account, and none twice.", nameof(accounts));
        }

        denial = _store.Transact(transaction => Admit(transaction, id, plan, accounts));
        grant = denial is null ? new BudgetGrant(_store, _entropy, id, plan) : null;
        return denial is null;
    }

    /// <summary>What <paramref name="account"/> has spent: everything but what was given back.</summary>
    /// <exception cref="OverflowException">The sum does not fit into the integers.</exception>
    public PrivacyCost Spent(BudgetAccountId account)
    {
        (Int128 nanoRho, Int128 attoDelta) = _store.Transact(transaction => Sum(transaction, account));
        return checked(new PrivacyCost((long)nanoRho, (long)attoDelta));
    }

    /// <summary>
    /// Settles what a stopped process left behind; called once at start, before any spend. Opened spends become stored when their result
    /// exists, otherwise lost; spends that had touched no page are given back.
    /// </summary>
    /// <param name="isResultStored">Whether the result of this id survives.</param>
    /// <returns>What was settled, in its new state.</returns>
    public ImmutableArray<Reservation> Recover(Predicate<ReservationId> isResultStored)
    {
        ArgumentNullException.ThrowIfNull(isResultStored);
        return _store.Transact(transaction =>
        {
            IEnumerable<Reservation> opened = transaction.InState(ReservationState.Opened)
                .Select(found => found with { State = isResultStored(found.Id) ? ReservationState.Stored : ReservationState.Lost });
            IEnumerable<Reservation> untouched = transaction.InState(ReservationState.Reserved)
                .Select(found => found with { State = ReservationState.Released });
            ImmutableArray<Reservation> settled = [.. opened, .. untouched];
            foreach (Reservation reservation in settled)
            {
                transaction.SetState(reservation.Id, reservation.State);
            }

            return settled;
        });
    }

    private static BudgetDenial? Admit(
        IReservationTransaction transaction, ReservationId id, PrivacyPlan plan, IReadOnlyCollection<BudgetAccount> accounts)
    {
        if (transaction.Find(id) is { } known)
        {
            return new BudgetDenial(BudgetDenialReason.IdUsed, known.State, []);
        }

        ImmutableArray<BudgetShortfall> shortfalls =
            [.. accounts.Select(account => ShortfallOf(transaction, account, plan.Cost)).OfType<BudgetShortfall>()];
        if (!shortfalls.IsEmpty)
        {
            return new BudgetDenial(BudgetDenialReason.Exhausted, null, shortfalls);
        }

        transaction.Add(new Reservation(
            id,
            [.. accounts.Select(account => account.Id)],
            plan.Cost,
            [.. plan.Mechanisms.SelectMany(mechanism => mechanism.Reports)],
            ReservationState.Reserved));
        return null;
    }

    private static BudgetShortfall? ShortfallOf(IReservationTransaction transaction, BudgetAccount account, PrivacyCost planned)
    {
        (Int128 nanoRho, Int128 attoDelta) = Sum(transaction, account.Id);
        if (nanoRho + planned.NanoRho <= account.Limit.NanoRho && attoDelta + planned.AttoDelta <= account.Limit.AttoDelta)
        {
            return null;
        }

        PrivacyCost spent = new((long)Int128.Min(nanoRho, long.MaxValue), (long)Int128.Min(attoDelta, long.MaxValue));
        return new BudgetShortfall(account.Id, account.Limit, spent, planned);
    }

    // 128 bits: no number of 64-bit entries that fits into a machine can overflow it.
    private static (Int128 NanoRho, Int128 AttoDelta) Sum(IReservationTransaction transaction, BudgetAccountId account)
    {
        (Int128 nanoRho, Int128 attoDelta) = (0, 0);
        foreach (Reservation reservation in transaction.Charging(account))
        {
            if (reservation.State != ReservationState.Released)
            {
                nanoRho += reservation.Cost.NanoRho;
                attoDelta += reservation.Cost.AttoDelta;
            }
        }

        return (nanoRho, attoDelta);
    }
}
