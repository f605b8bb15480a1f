using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.DifferentialPrivacy;
using Microsoft.Data.Sqlite;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>
/// Keeps this instance's reservations. Ids are unique over all instances, so that no job runs twice; charges count for this
/// instance alone, because a grant is to one instance and the owner counts it as spent when given. What counts is in memory;
/// the file is written with every change and read at start, when every row must say what the log says.
/// </summary>
internal sealed class SqliteReservationStore : IReservationStore, IReservationTransaction
{
    private readonly LedgerDatabase _database;
    private readonly LedgerLog _log;
    private readonly string _instance;
    private readonly Func<ReservationId, IReadOnlyList<GrantedDataset>> _opens;
    private readonly Dictionary<ReservationId, Charge> _known = [];

    /// <param name="database">The file.</param>
    /// <param name="log">The log.</param>
    /// <param name="instance">Whose charges count.</param>
    /// <param name="opens">What a spend that is added now is to open; called inside the transaction that adds it.</param>
    internal SqliteReservationStore(LedgerDatabase database, LedgerLog log, string instance, Func<ReservationId, IReadOnlyList<GrantedDataset>> opens)
    {
        _database = database;
        _log = log;
        _instance = instance;
        _opens = opens;
        Dictionary<ReservationId, LoggedSpend> logged = LoggedSpend.ReadAll(database);
        foreach (Charge charge in database.Query(
            "SELECT id, state, nano_rho, atto_delta, mechanisms, instance FROM reservations", reader => Read(database, reader)))
        {
            ReservationId id = charge.Reservation.Id;
            if (!logged.Remove(id, out LoggedSpend? spend) || !spend.Is(charge.Reservation))
            {
                throw new LedgerDamagedException($"spend '{id}' is not what the log recorded");
            }

            _known.Add(id, charge with { Entry = spend.Entry, At = spend.At, Opened = spend.Opened });
        }

        if (logged.Count > 0)
        {
            throw new LedgerDamagedException($"spend '{logged.Keys.First()}' of the log is missing");
        }
    }

    public TResult Transact<TResult>(Func<IReservationTransaction, TResult> body) => _database.Transact(() => body(this));

    public Reservation? Find(ReservationId id) => _known.GetValueOrDefault(id)?.Reservation;

    public IReadOnlyList<Reservation> Charging(BudgetAccountId account) => _database.Transact(() => _known.Values
        .Where(charge => charge.Instance == _instance && charge.Reservation.Accounts.Contains(account))
        .Select(charge => charge.Reservation)
        .ToArray());

    /// <summary>What this instance charged to an account and did not give back, as the log has it, oldest first.</summary>
    /// <param name="account">The account.</param>
    internal RecordedSpend[] SpendsOf(BudgetAccountId account) => _database.Transact(() => _known.Values
        .Where(charge => charge.Instance == _instance && charge.Reservation.State != ReservationState.Released && charge.Reservation.Accounts.Contains(account))
        .OrderBy(charge => charge.Entry)
        .Select(charge => new RecordedSpend(charge.Entry, charge.At, charge.Opened, charge.Reservation.Cost.NanoRho, charge.Reservation.Cost.AttoDelta))
        .ToArray());

    /// <summary>When the spends of an account that were not given back were reserved, in whatever instance, oldest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="since">None before this moment.</param>
    internal DateTimeOffset[] TimesOf(BudgetAccountId account, DateTimeOffset since) => _database.Transact(() => _known.Values
        .Where(charge => charge.At >= since && charge.Reservation.State != ReservationState.Released && charge.Reservation.Accounts.Contains(account))
        .Select(charge => charge.At)
        .Order()
        .ToArray());

    /// <summary>In whatever instance: what an instance left behind is settled by the next one.</summary>
    public IReadOnlyList<Reservation> InState(ReservationState state) =>
        [.. _known.Values.Where(charge => charge.Reservation.State == state).Select(charge => charge.Reservation)];

    public void Add(Reservation reservation) => _database.Transact(() =>
    {
        if (Find(reservation.Id) is not null)
        {
            throw new InvalidOperationException($"The id '{reservation.Id}' is known.");
        }

        _database.Execute(
            "INSERT INTO reservations VALUES ($1, $2, $3, $4, $5, $6)",
            reservation.Id.Value, _instance, (long)reservation.State, reservation.Cost.NanoRho, reservation.Cost.AttoDelta,
            MechanismRecord.WriteAll(reservation.Mechanisms));
        foreach (BudgetAccountId account in reservation.Accounts)
        {
            _database.Execute("INSERT INTO charges VALUES ($1, $2, $3)", reservation.Id.Value, account.Owner, account.Requester);
        }

        IReadOnlyList<GrantedDataset> opened = _opens(reservation.Id);
        long entry = _log.Append(LedgerEntryKind.Reserved, ReservationRecord.Write(reservation, opened), out DateTimeOffset at);
        Remember(new Charge(reservation, _instance, entry, at, opened));
        return entry;
    });

    public void SetState(ReservationId id, ReservationState state) => _database.Transact(() =>
    {
        if (!_known.TryGetValue(id, out Charge? known))
        {
            throw new InvalidOperationException($"The id '{id}' is not known.");
        }

        _database.Execute("UPDATE reservations SET state = $2 WHERE id = $1", id.Value, (long)state);
        Remember(known with { Reservation = known.Reservation with { State = state } });

        LedgerEntryKind kind = state switch
        {
            ReservationState.Opened => LedgerEntryKind.Opened,
            ReservationState.Stored => LedgerEntryKind.Stored,
            ReservationState.Lost => LedgerEntryKind.Lost,
            ReservationState.Released => LedgerEntryKind.Released,
            _ => throw new InvalidOperationException($"A reservation cannot become {state}."),
        };
        return _log.Append(kind, ReservationRecord.Write(id));
    });

    private static Charge Read(LedgerDatabase database, SqliteDataReader reader)
    {
        string id = reader.GetString(0);
        ImmutableArray<BudgetAccountId> accounts =
        [
            .. database.Query(
                "SELECT owner, requester FROM charges WHERE reservation = $1 ORDER BY rowid",
                charge => new BudgetAccountId(charge.GetString(0), charge.GetString(1)),
                id),
        ];
        Reservation reservation = new(
            new ReservationId(id),
            accounts,
            new PrivacyCost(reader.GetInt64(2), reader.GetInt64(3)),
            MechanismRecord.ReadAll(reader.GetString(4)),
            (ReservationState)reader.GetInt64(1));
        return new Charge(reservation, reader.GetString(5), default, default, []);
    }

    private void Remember(Charge charge)
    {
        ReservationId id = charge.Reservation.Id;
        _known.TryGetValue(id, out Charge? before);
        _known[id] = charge;
        _database.OnRollback(() =>
        {
            if (before is null)
            {
                _known.Remove(id);
            }
            else
            {
                _known[id] = before;
            }
        });
    }

    /// <summary>A reservation; where, when and for what it was made is as the log has it, never as the file's row.</summary>
    private sealed record Charge(Reservation Reservation, string Instance, long Entry, DateTimeOffset At, IReadOnlyList<GrantedDataset> Opened);
}
