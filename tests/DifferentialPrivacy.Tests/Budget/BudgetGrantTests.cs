using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

public sealed class BudgetGrantTests
{
    private readonly Room _room = new(SystemEntropy.Instance);
    private readonly NoisyCounts _counts = Counts("counts");

    private static NoisyCounts Counts(string name) => new(name, 2, CountNoise.Gaussian(Sensitivity.One, Rho.FromNano(1_000)));

    private PrivacyCost Spent => _room.Filter.Spent(Room.Generous.Id);

    [Fact]
    public void A_mechanism_runs_as_often_as_the_plan_holds_it_and_no_more()
    {
        using BudgetGrant grant = _room.Open(_counts, _counts);
        _counts.Release(grant, [1, 2]);
        _counts.Release(grant, [1, 2]);
        Assert.Throws<InvalidOperationException>(() => _counts.Release(grant, [1, 2]));
    }

    [Fact]
    public void A_mechanism_outside_the_plan_does_not_run_even_if_it_looks_the_same()
    {
        using BudgetGrant grant = _room.Open(_counts);
        Assert.Throws<InvalidOperationException>(() => Counts("counts").Release(grant, [1, 2]));
    }

    [Fact]
    public void No_noise_is_drawn_before_the_spend_is_marked_open()
    {
        CountingEntropy entropy = new(SystemEntropy.Instance);
        Room room = new(entropy);
        using BudgetGrant grant = room.Reserve(_counts);
        Assert.Throws<InvalidOperationException>(() => _counts.Release(grant, [1, 2]));
        Assert.Throws<InvalidOperationException>(grant.CreateSecretOrder);
        Assert.Equal(0, entropy.Bytes);
        grant.Open();
        _counts.Release(grant, [1, 2]);
        Assert.True(entropy.Bytes > 0);
    }

    [Fact]
    public void A_vector_of_the_wrong_length_consumes_nothing()
    {
        using BudgetGrant grant = _room.Open(_counts);
        Assert.Throws<ArgumentException>(() => _counts.Release(grant, [1, 2, 3]));
        Assert.Equal(2, _counts.Release(grant, [1, 2]).Value.Length);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(CountNoise.DrawsOfAPart)]
    public void Noise_drawn_ahead_serves_once_and_only_while_the_grant_is_open(int length)
    {
        NoisyCounts counts = new("counts", length, CountNoise.Gaussian(Sensitivity.One, Rho.FromNano(1_000)));
        using BudgetGrant grant = _room.Open(counts, counts);
        NoiseAhead first = counts.DrawAhead(grant);
        NoiseAhead second = counts.DrawAhead(grant);
        Assert.Throws<InvalidOperationException>(() => counts.DrawAhead(grant));
        first.Draw();
        Assert.Throws<ArgumentException>(() => first.Release([1]));
        PrivateRelease<ImmutableArray<long>> released = first.Release(new long[length]);
        Assert.Equal(length, released.Value.Length);
        Assert.True(length == 2 || released.Value.Distinct().Count() > 100);
        Assert.Throws<InvalidOperationException>(() => first.Release(new long[length]));
        grant.MarkStored();
        Assert.Throws<InvalidOperationException>(() => second.Release(new long[length]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_finished_grant_runs_nothing_more_and_stays_charged(bool stored)
    {
        using BudgetGrant grant = _room.Open(_counts);
        if (stored)
        {
            grant.MarkStored();
        }
        else
        {
            grant.MarkLost();
        }

        Assert.Throws<InvalidOperationException>(() => _counts.Release(grant, [1, 2]));
        Assert.Throws<InvalidOperationException>(() => grant.MarkStored());
        Assert.Throws<InvalidOperationException>(() => grant.MarkLost());
        Assert.Throws<InvalidOperationException>(grant.Release);
        Assert.Throws<InvalidOperationException>(grant.Open);
        Assert.Equal(_counts.Cost, Spent);
    }

    [Fact]
    public void What_is_written_together_with_the_end_of_a_spend_is_kept_with_it_or_not_at_all()
    {
        using BudgetGrant grant = _room.Open(_counts);
        Assert.Throws<TimeoutException>(() => grant.MarkStored(() => throw new TimeoutException()));
        Assert.Equal(ReservationState.Opened, grant.State);
        ReservationState during = default;
        grant.MarkLost(() => during = grant.State);
        Assert.Equal((ReservationState.Opened, ReservationState.Lost), (during, grant.State));
    }

    [Fact]
    public void Only_an_unopened_grant_gives_its_charge_back()
    {
        using BudgetGrant untouched = _room.Reserve(_counts);
        using BudgetGrant opened = _room.Open(_counts);
        untouched.Release();
        Assert.Throws<InvalidOperationException>(opened.Release);
        Assert.Throws<InvalidOperationException>(untouched.Open);
        Assert.Equal(_counts.Cost, Spent);
    }

    [Fact]
    public void Disposing_an_unopened_grant_gives_its_charge_back_and_an_opened_one_keeps_it()
    {
        _room.Reserve(_counts).Dispose();
        Assert.Equal(PrivacyCost.Zero, Spent);
        _room.Open(_counts).Dispose();
        Assert.Equal(_counts.Cost, Spent);
    }

    [Fact]
    public void After_a_crash_opened_spends_are_stored_or_lost_and_untouched_ones_are_given_back()
    {
        BudgetGrant untouched = _room.Reserve(_counts);
        BudgetGrant lost = _room.Open(_counts);
        BudgetGrant stored = _room.Open(_counts);
        BudgetGrant finished = _room.Open(_counts);
        finished.MarkStored();

        Dictionary<ReservationId, ReservationState> settled =
            _room.Filter.Recover(id => id == stored.Id).ToDictionary(found => found.Id, found => found.State);
        Assert.Equal(3, settled.Count);
        Assert.Equal(ReservationState.Released, settled[untouched.Id]);
        Assert.Equal(ReservationState.Lost, settled[lost.Id]);
        Assert.Equal(ReservationState.Stored, settled[stored.Id]);
        Assert.Equal(3 * _counts.Cost.NanoRho, Spent.NanoRho);
        Assert.Empty(_room.Filter.Recover(_ => true));

        // A grant of the dead process can do nothing to what was settled.
        Assert.Throws<InvalidOperationException>(untouched.Open);
        Assert.Throws<InvalidOperationException>(() => lost.MarkStored());
    }

    [Fact]
    public void A_store_that_fails_to_record_the_opening_leaves_the_grant_closed()
    {
        FailingStore store = new();
        BudgetFilter filter = new(store, SystemEntropy.Instance);
        Assert.True(filter.TrySpend(new ReservationId("job"), new PrivacyPlan(_counts), [Room.Generous], out BudgetGrant? grant, out _));
        store.Fails = true;
        Assert.Throws<IOException>(grant.Open);
        Assert.Equal(ReservationState.Reserved, grant.State);
        Assert.Throws<InvalidOperationException>(() => _counts.Release(grant, [1, 2]));
    }

    private sealed class FailingStore : IReservationStore
    {
        private readonly MemoryReservationStore _store = new();

        public bool Fails { get; set; }

        public TResult Transact<TResult>(Func<IReservationTransaction, TResult> body) =>
            Fails ? throw new IOException("The disk is full.") : _store.Transact(body);
    }
}
