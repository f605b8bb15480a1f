namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

/// <summary>
/// What every <see cref="IReservationStore"/> must do. Another test project takes this file in by a <c>Compile</c> link and derives a class for
/// its own store.
/// </summary>
public abstract class ReservationStoreContract
{
    private static readonly BudgetAccountId s_first = new("publisher", "advertiser");
    private static readonly BudgetAccountId s_second = new("advertiser", "advertiser");

    /// <summary>A store that holds nothing yet.</summary>
    protected abstract IReservationStore CreateEmpty();

    private static Reservation Make(string id, params BudgetAccountId[] accounts)
    {
        Delta delta = Delta.Parse("1e-7");
        CountNoise noise = CountNoise.Gaussian(Sensitivity.OfEntries(2, 3), Rho.Parse("0.005"));
        PrivateSelection mechanism = new("segments", new SelectionRule(Epsilon.Parse("1/3"), delta, 2, 20), 10, 2, noise);
        return new Reservation(new ReservationId(id), [.. accounts], mechanism.Cost, mechanism.Reports, ReservationState.Reserved);
    }

    [Fact]
    public void An_id_that_was_never_used_is_not_found() =>
        Assert.Null(CreateEmpty().Transact(view => view.Find(new ReservationId("job"))));

    [Fact]
    public void What_was_added_is_read_back_whole()
    {
        IReservationStore store = CreateEmpty();
        Reservation written = Make("job", s_first, s_second);
        Add(store, written);
        Reservation read = store.Transact(view => view.Find(written.Id)) ?? throw new InvalidOperationException("lost");
        Assert.Equal(written.Id, read.Id);
        Assert.Equal(written.Cost, read.Cost);
        Assert.Equal(written.State, read.State);
        Assert.Equal(written.Accounts, read.Accounts.AsEnumerable());
        Assert.Equal(written.Mechanisms, read.Mechanisms.AsEnumerable());
    }

    [Fact]
    public void Reservations_are_found_by_each_account_they_charge_and_in_any_state()
    {
        IReservationStore store = CreateEmpty();
        Add(store, Make("both", s_first, s_second));
        Add(store, Make("one", s_first));
        Set(store, "one", ReservationState.Released);
        Assert.Equal(["both", "one"], Ids(store, view => view.Charging(s_first)));
        Assert.Equal(["both"], Ids(store, view => view.Charging(s_second)));
        Assert.Empty(Ids(store, view => view.Charging(new BudgetAccountId("publisher", "somebody"))));
        Assert.Empty(Ids(store, view => view.Charging(new BudgetAccountId("advertiser", "publisher"))));
    }

    [Fact]
    public void Reservations_are_found_by_their_present_state_only()
    {
        IReservationStore store = CreateEmpty();
        Add(store, Make("a", s_first));
        Add(store, Make("b", s_first));
        Set(store, "b", ReservationState.Opened);
        Assert.Equal(["a"], Ids(store, view => view.InState(ReservationState.Reserved)));
        Assert.Equal(["b"], Ids(store, view => view.InState(ReservationState.Opened)));
        Set(store, "b", ReservationState.Lost);
        Assert.Empty(Ids(store, view => view.InState(ReservationState.Opened)));
        Assert.Equal(["b"], Ids(store, view => view.InState(ReservationState.Lost)));
    }

    [Fact]
    public void An_id_is_added_once()
    {
        IReservationStore store = CreateEmpty();
        Add(store, Make("job", s_first));
        Assert.Throws<InvalidOperationException>(() => Add(store, Make("job", s_second)));
        Assert.Empty(Ids(store, view => view.Charging(s_second)));
    }

    [Fact]
    public void The_state_of_an_unknown_id_cannot_be_set() =>
        Assert.Throws<InvalidOperationException>(() => Set(CreateEmpty(), "job", ReservationState.Lost));

    [Fact]
    public void A_body_sees_its_own_writes()
    {
        Reservation written = Make("job", s_first);
        ReservationState? seen = CreateEmpty().Transact(view =>
        {
            view.Add(written);
            view.SetState(written.Id, ReservationState.Opened);
            return view.Find(written.Id)?.State;
        });
        Assert.Equal(ReservationState.Opened, seen);
    }

    [Fact]
    public void A_body_that_throws_leaves_nothing_behind_and_its_exception_arrives()
    {
        IReservationStore store = CreateEmpty();
        Add(store, Make("before", s_first));
        NotSupportedException thrown = Assert.Throws<NotSupportedException>(() => store.Transact<bool>(view =>
        {
            view.Add(Make("job", s_first));
            view.SetState(new ReservationId("before"), ReservationState.Lost);
            throw new NotSupportedException("half way");
        }));
        Assert.Equal("half way", thrown.Message);
        Assert.Equal(["before"], Ids(store, view => view.Charging(s_first)));
        Assert.Equal(["before"], Ids(store, view => view.InState(ReservationState.Reserved)));
    }

    [Fact]
    public async Task Bodies_run_one_at_a_time()
    {
        IReservationStore store = CreateEmpty();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            for (int i = 0; i < 10; i++)
            {
                store.Transact(view =>
                {
                    int count = view.Charging(s_first).Count;
                    view.Add(Make($"job-{count}", s_first)); // two bodies at once would choose the same id
                    return worker;
                });
            }
        })));
        Assert.Equal(40, store.Transact(view => view.Charging(s_first).Count));
    }

    private static void Add(IReservationStore store, Reservation reservation) => store.Transact(view =>
    {
        view.Add(reservation);
        return true;
    });

    private static void Set(IReservationStore store, string id, ReservationState state) => store.Transact(view =>
    {
        view.SetState(new ReservationId(id), state);
        return true;
    });

    private static string[] Ids(IReservationStore store, Func<IReservationTransaction, IReadOnlyList<Reservation>> read) =>
        [.. store.Transact(view => read(view).Select(found => found.Id.Value).Order(StringComparer.Ordinal).ToArray())];
}
