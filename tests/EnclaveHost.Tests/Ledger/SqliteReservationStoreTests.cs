using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Ledger;

/// <summary>The contract of every store, over the file; and what only this store does.</summary>
public sealed class SqliteReservationStoreTests : ReservationStoreContract, IDisposable
{
    private static readonly BudgetAccountId s_account = new("publisher", "advertiser");

    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override IReservationStore CreateEmpty() => StoreOf("instance-1");

    [Fact]
    public void What_another_instance_spent_does_not_count_here_but_its_ids_stay_used()
    {
        Add(StoreOf("instance-1"), "job-1");
        SqliteReservationStore next = StoreOf("instance-2");
        Assert.Empty(next.Charging(s_account));
        Assert.Throws<InvalidOperationException>(() => Add(next, "job-1"));
    }

    [Fact]
    public void What_was_added_survives_the_process()
    {
        Add(StoreOf("instance-1"), "job-1");
        _folder.Reopen();
        Assert.Equal(ReservationState.Reserved, StoreOf("instance-2").Find(new ReservationId("job-1"))!.State);
    }

    [Theory]
    [InlineData(ReservationState.Reserved, false, ReservationState.Released)]
    [InlineData(ReservationState.Opened, false, ReservationState.Lost)]
    [InlineData(ReservationState.Opened, true, ReservationState.Stored)]
    [InlineData(ReservationState.Lost, false, ReservationState.Lost)]
    [InlineData(ReservationState.Stored, true, ReservationState.Stored)]
    public void The_next_instance_settles_what_the_last_one_left(ReservationState left, bool isResultStored, ReservationState settled)
    {
        SqliteReservationStore store = StoreOf("instance-1");
        Add(store, "job-1");
        if (left != ReservationState.Reserved)
        {
            store.SetState(new ReservationId("job-1"), left);
        }

        _folder.Reopen();
        SqliteReservationStore next = StoreOf("instance-2");
        new BudgetFilter(next, SystemEntropy.Instance).Recover(_ => isResultStored);
        Assert.Equal(settled, next.Find(new ReservationId("job-1"))!.State);
    }

    [Fact]
    public void Every_step_of_a_spend_is_an_entry_of_the_chain()
    {
        SqliteReservationStore store = StoreOf("instance-1");
        Add(store, "job-1");
        store.SetState(new ReservationId("job-1"), ReservationState.Opened);
        store.SetState(new ReservationId("job-1"), ReservationState.Lost);
        Assert.Equal(
            [LedgerEntryKind.Reserved, LedgerEntryKind.Opened, LedgerEntryKind.Lost],
            LedgerLog.Read(_folder.Database).Select(entry => entry.Kind));
    }

    [Fact]
    public void Editing_the_file_under_a_running_instance_mints_no_budget()
    {
        SqliteReservationStore store = StoreOf("instance-1");
        Add(store, "job-1");
        PrivacyCost spent = Assert.Single(store.Charging(s_account)).Cost;
        _folder.Database.Execute("UPDATE reservations SET nano_rho = 0, atto_delta = 0");
        _folder.Database.Execute("DELETE FROM charges");
        Assert.Equal(spent, Assert.Single(store.Charging(s_account)).Cost);
    }

    [Theory]
    [InlineData("CREATE TRIGGER mint AFTER INSERT ON reservations BEGIN UPDATE reservations SET nano_rho = 0 WHERE id = NEW.id; END")]
    [InlineData("CREATE TRIGGER replay AFTER INSERT ON requests BEGIN DELETE FROM requests; END")]
    [InlineData("CREATE VIEW extra AS SELECT 1")]
    [InlineData("CREATE TABLE extra (x INTEGER)")]
    public void A_file_that_brings_a_schema_of_its_own_is_refused(string prepared)
    {
        _folder.Database.Execute(prepared);
        Assert.Contains("no instance makes", Assert.Throws<LedgerDamagedException>(_folder.Reopen).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_throws_leaves_no_entry_in_the_chain()
    {
        SqliteReservationStore store = StoreOf("instance-1");
        Assert.Throws<NotSupportedException>(() => store.Transact<bool>(_ =>
        {
            Add(store, "job-1");
            throw new NotSupportedException("half way");
        }));
        Assert.Equal(0, _folder.Log.Head.Size);
        Add(store, "job-1");
        Assert.Equal(1, _folder.Log.Head.Size);
    }

    [Theory]
    [InlineData("[{")]
    [InlineData("[{}]")]
    [InlineData("""[{"figure":"people"}]""")]
    public void A_recorded_mechanism_that_was_edited_is_damage(string edited)
    {
        SqliteReservationStore store = StoreOf("instance-1");
        Add(store, "job-1");
        _folder.Database.Execute("UPDATE reservations SET mechanisms = $1", edited);
        Assert.Throws<LedgerDamagedException>(() => StoreOf("instance-2"));
    }

    [Theory]
    [InlineData("UPDATE reservations SET state = 5", "is not what the log recorded")]
    [InlineData("UPDATE reservations SET nano_rho = 0", "is not what the log recorded")]
    [InlineData("UPDATE reservations SET id = 'job-2'", "is not what the log recorded")]
    [InlineData("UPDATE charges SET requester = 'publisher'", "is not what the log recorded")]
    [InlineData("DELETE FROM charges", "is not what the log recorded")]
    [InlineData("DELETE FROM charges; DELETE FROM reservations", "of the log is missing")]
    public void A_spend_that_the_file_tells_otherwise_than_the_chain_is_damage(string edit, string problem)
    {
        Add(StoreOf("instance-1"), "job-1");
        _folder.Database.Execute("PRAGMA foreign_keys = OFF");
        _folder.Database.Execute(edit);
        Assert.Contains(problem, Assert.Throws<LedgerDamagedException>(() => StoreOf("instance-2")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spend_that_the_chain_does_not_hold_is_damage()
    {
        _folder.Database.Execute("INSERT INTO reservations VALUES ('job-9', 'instance-1', 4, 1, 0, '[]')");
        Assert.Contains("job-9", Assert.Throws<LedgerDamagedException>(() => StoreOf("instance-2")).Message, StringComparison.Ordinal);
    }

    private SqliteReservationStore StoreOf(string instance) => new(_folder.Database, _folder.Log, instance, _ => []);

    private static void Add(SqliteReservationStore store, string id)
    {
        CountNoise noise = CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.01"));
        NoisyCounts mechanism = new("people", 1, noise);
        store.Transact(view =>
        {
            view.Add(new Reservation(new ReservationId(id), [s_account], mechanism.Cost, mechanism.Reports, ReservationState.Reserved));
            return true;
        });
    }
}
