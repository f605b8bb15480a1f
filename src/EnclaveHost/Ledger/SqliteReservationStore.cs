using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using Microsoft.Data.Sqlite;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>
/// Keeps this instance's reservations. Ids are unique over all instances, so that no job runs twice; charges count for this
/// instance alone, because a grant is to one instance and the owner counts it as spent when given.
/// </summary>
internal sealed class SqliteReservationStore(LedgerDatabase database, LedgerChain chain, string instance)
    : IReservationStore, IReservationTransaction
{
    public TResult Transact<TResult>(Func<IReservationTransaction, TResult> body) => database.Transact(() => body(this));

    public Reservation? Find(ReservationId id) => Select("id = $1", id.Value).SingleOrDefault();

    public IReadOnlyList<Reservation> Charging(BudgetAccountId account) => Select(
        "instance = $1 AND id IN (SELECT reservation FROM charges WHERE owner = $2 AND requester = $3)",
        instance, account.Owner, account.Requester);

    /// <summary>In whatever instance: what an instance left behind is settled by the next one.</summary>
    public IReadOnlyList<Reservation> InState(ReservationState state) => Select("state = $1", (long)state);

    public void Add(Reservation reservation)
    {
        if (Find(reservation.Id) is not null)
        {
            throw new InvalidOperationException($"The id '{reservation.Id}' is known.");
        }

        database.Execute(
            "INSERT INTO reservations VALUES ($1, $2, $3, $4, $5, $6)",
            reservation.Id.Value, instance, (long)reservation.State, reservation.Cost.NanoRho, reservation.Cost.AttoDelta,
            MechanismRecord.WriteAll(reservation.Mechanisms));
        foreach (BudgetAccountId account in reservation.Accounts)
        {
            database.Execute("INSERT INTO charges VALUES ($1, $2, $3)", reservation.Id.Value, account.Owner, account.Requester);
        }

        chain.Append(EntryKind.Reserved, ReservationRecord.Write(reservation));
    }

    public void SetState(ReservationId id, ReservationState state)
    {
        if (database.Execute("UPDATE reservations SET state = $2 WHERE id = $1", id.Value, (long)state) != 1)
        {
            throw new InvalidOperationException($"The id '{id}' is not known.");
        }

        EntryKind kind = state switch
        {
            ReservationState.Opened => EntryKind.Opened,
            ReservationState.Stored => EntryKind.Stored,
            ReservationState.Lost => EntryKind.Lost,
            ReservationState.Released => EntryKind.Released,
            _ => throw new InvalidOperationException($"A reservation cannot become {state}."),
        };
        chain.Append(kind, ReservationRecord.Write(id));
    }

    private List<Reservation> Select(string where, params ReadOnlySpan<object> values) => database.Query(
        $"SELECT id, state, nano_rho, atto_delta, mechanisms FROM reservations WHERE {where}",
        Read,
        values);

    private Reservation Read(SqliteDataReader reader)
    {
        string id = reader.GetString(0);
        ImmutableArray<BudgetAccountId> accounts =
        [
            .. database.Query(
                "SELECT owner, requester FROM charges WHERE reservation = $1 ORDER BY rowid",
                charge => new BudgetAccountId(charge.GetString(0), charge.GetString(1)),
                id),
        ];
        return new Reservation(
            new ReservationId(id),
            accounts,
            new PrivacyCost(reader.GetInt64(2), reader.GetInt64(3)),
            MechanismRecord.ReadAll(reader.GetString(4)),
            (ReservationState)reader.GetInt64(1));
    }
}
