using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

public sealed class BudgetFilterTests
{
    private static readonly BudgetAccountId s_publisher = new("publisher", "advertiser");
    private static readonly BudgetAccountId s_advertiser = new("advertiser", "advertiser");
    private readonly MemoryReservationStore _store = new();
    private readonly BudgetFilter _filter;

    public BudgetFilterTests() => _filter = new BudgetFilter(_store, SystemEntropy.Instance);

    private static PrivacyPlan Plan(long nanoRho) =>
        new(new NoisyCounts("counts", 2, CountNoise.Gaussian(Sensitivity.One, Rho.FromNano(nanoRho))));

    private static PrivacyPlan PlanWithDelta(string delta)
    {
        SelectionRule rule = new(Epsilon.Parse("1/10"), Delta.Parse(delta), 1, 1);
        return new(new PrivateSelection("groups", rule, 1, 1, CountNoise.Gaussian(Sensitivity.One, Rho.FromNano(500))));
    }

    private static BudgetAccount Account(BudgetAccountId id, long nanoRho, long attoDelta = 0) => new(id, new PrivacyCost(nanoRho, attoDelta));

    private BudgetDenial? Spend(string id, PrivacyPlan plan, params BudgetAccount[] accounts)
    {
        _filter.TrySpend(new ReservationId(id), plan, accounts, out _, out BudgetDenial? denial);
        return denial;
    }

    [Fact]
    public void The_last_affordable_plan_is_admitted_and_the_next_is_not()
    {
        BudgetAccount account = Account(s_publisher, 1_000_000_000);
        for (int i = 0; i < 10; i++)
        {
            Assert.Null(Spend($"job-{i}", Plan(100_000_000), account));
        }

        Assert.Equal(new PrivacyCost(1_000_000_000, 0), _filter.Spent(s_publisher));
        Assert.Equal(BudgetDenialReason.Exhausted, Spend("job-10", Plan(1), account)!.Reason);
    }

    [Fact]
    public void Any_way_of_cutting_a_budget_into_plans_is_admitted_to_the_last_unit_and_not_one_further()
    {
        using SeededNumbers numbers = new(4);
        for (int round = 0; round < 50; round++)
        {
            BudgetAccountId account = new($"owner-{round}", "requester");
            long left = numbers.Next(1_000_000_000) + 1;
            BudgetAccount limit = Account(account, left);
            for (int part = 0; left > 0; part++)
            {
                long cost = part == 20 ? left : Math.Min(left, numbers.Next(left) + 1);
                Assert.Equal(BudgetDenialReason.Exhausted, Spend($"{round}-{part}-over", Plan(left + 1), limit)!.Reason);
                Assert.Null(Spend($"{round}-{part}", Plan(cost), limit));
                left -= cost;
            }

            Assert.Equal(limit.Limit, _filter.Spent(account));
            Assert.NotNull(Spend($"{round}-last", Plan(1), limit));
        }
    }

    [Fact]
    public void Delta_is_counted_like_rho()
    {
        BudgetAccount account = Account(s_publisher, 100_000_000, Delta.Parse("3e-7").Atto);
        Assert.Null(Spend("one", PlanWithDelta("1e-7"), account));
        Assert.Null(Spend("two", PlanWithDelta("2e-7"), account));
        BudgetDenial denial = Spend("three", PlanWithDelta("1e-18"), account)!;
        Assert.Equal(BudgetDenialReason.Exhausted, denial.Reason);
        Assert.True(denial.Shortfalls[0].Spent.NanoRho + denial.Shortfalls[0].Planned.NanoRho <= account.Limit.NanoRho);
    }

    [Fact]
    public void When_one_account_cannot_pay_no_account_is_charged_and_every_one_that_cannot_is_named()
    {
        BudgetAccountId third = new("bank", "advertiser");
        ImmutableArray<BudgetAccount> accounts = [Account(s_publisher, 1_000_000_000), Account(s_advertiser, 99), Account(third, 0)];
        BudgetDenial denial = Spend("job", Plan(100), [.. accounts])!;
        Assert.Equal(BudgetDenialReason.Exhausted, denial.Reason);
        Assert.Equal([s_advertiser, third], denial.Shortfalls.Select(shortfall => shortfall.Account));
        Assert.Equal(new BudgetShortfall(s_advertiser, new PrivacyCost(99, 0), PrivacyCost.Zero, new PrivacyCost(100, 0)), denial.Shortfalls[0]);
        Assert.All(accounts, account => Assert.Equal(PrivacyCost.Zero, _filter.Spent(account.Id)));
        Assert.Null(_store.Transact(view => view.Find(new ReservationId("job"))));
    }

    [Fact]
    public void Each_account_is_charged_the_whole_cost()
    {
        Assert.Null(Spend("job", Plan(100), Account(s_publisher, 1_000), Account(s_advertiser, 1_000)));
        Assert.Equal(new PrivacyCost(100, 0), _filter.Spent(s_publisher));
        Assert.Equal(new PrivacyCost(100, 0), _filter.Spent(s_advertiser));
        Assert.Equal(PrivacyCost.Zero, _filter.Spent(new BudgetAccountId("advertiser", "publisher")));
    }

    [Fact]
    public void An_id_is_used_once_whatever_became_of_it()
    {
        BudgetAccount account = Account(s_publisher, 1_000);
        Assert.True(_filter.TrySpend(new ReservationId("job"), Plan(10), [account], out BudgetGrant? grant, out _));
        Assert.Equal((BudgetDenialReason.IdUsed, ReservationState.Reserved), Known(Spend("job", Plan(10), account)));
        grant.Release();
        Assert.Equal((BudgetDenialReason.IdUsed, ReservationState.Released), Known(Spend("job", Plan(10), account)));
        Assert.Equal(PrivacyCost.Zero, _filter.Spent(s_publisher));

        static (BudgetDenialReason Reason, ReservationState? State) Known(BudgetDenial? denial) => (denial!.Reason, denial.KnownState);
    }

    [Fact]
    public void A_limit_lowered_below_what_is_spent_denies_and_a_raised_one_admits_again()
    {
        Assert.Null(Spend("one", Plan(100), Account(s_publisher, 100)));
        Assert.NotNull(Spend("two", Plan(1), Account(s_publisher, 50)));
        Assert.Null(Spend("three", Plan(1), Account(s_publisher, 101)));
    }

    [Fact]
    public void Sums_beyond_the_integers_deny_instead_of_wrapping()
    {
        // Rho of 4e9 twice would wrap a 64-bit sum to a negative number, which fits any budget.
        BudgetAccount account = Account(s_publisher, long.MaxValue);
        Assert.Null(Spend("one", Plan(5_000_000_000_000_000_000), account));
        BudgetDenial denial = Spend("two", Plan(5_000_000_000_000_000_000), account)!;
        Assert.Equal(BudgetDenialReason.Exhausted, denial.Reason);
    }

    [Fact]
    public void A_spend_without_accounts_or_with_one_named_twice_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => Spend("job", Plan(1)));
        Assert.Throws<ArgumentException>(() => Spend("job", Plan(1), Account(s_publisher, 10), Account(s_publisher, 20)));
        Assert.Throws<ArgumentException>(() => _filter.TrySpend(default, Plan(1), [Account(s_publisher, 10)], out _, out _));
        Assert.Throws<ArgumentException>(() => new ReservationId("two words"));
        Assert.Throws<ArgumentException>(() => new PrivacyPlan());
    }

    [Fact]
    public async Task Many_at_once_are_admitted_up_to_the_budget_exactly()
    {
        BudgetAccount[] accounts = [Account(s_publisher, 25), Account(s_advertiser, 1_000)];
        BudgetDenial?[] denials = await Task.WhenAll(
            Enumerable.Range(0, 60).Select(i => Task.Run(() => Spend($"job-{i}", Plan(1), accounts))));
        Assert.Equal(25, denials.Count(denial => denial is null));
        Assert.Equal(new PrivacyCost(25, 0), _filter.Spent(s_advertiser));
    }
}
