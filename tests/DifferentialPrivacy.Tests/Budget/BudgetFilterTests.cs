using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

public sealed class BudgetFilterTests
{
    private static readonly BudgetAccountId s_publisher = new("publisher", "advertiser");
    private static readonly BudgetAccountId s_advertiser = new("advertiser", "advertiser");

    private static NoisyCounts Counts(long nanoRho, string name = "counts") =>
        new(name, 2, CountNoise.Gaussian(Sensitivity.One, Rho.FromNano(nanoRho)));

    private static BudgetFilter Filter() => new(new MemoryReservationStore(), SystemEntropy.Instance);

    private static BudgetAccount Account(BudgetAccountId id, long nanoRho) => new(id, new PrivacyCost(nanoRho, 0));

    [Fact]
    public void The_last_affordable_plan_is_admitted_and_the_next_is_not()
    {
        BudgetFilter filter = Filter();
        BudgetAccount account = Account(s_publisher, 1_000_000_000);
        for (int i = 0; i < 10; i++)
        {
            Assert.True(filter.TrySpend(new ReservationId($"job-{i}"), new PrivacyPlan(Counts(100_000_000)), [account], out _, out _));
        }

        Assert.Equal(new PrivacyCost(1_000_000_000, 0), filter.Spent(s_publisher));
        Assert.False(filter.TrySpend(new ReservationId("job-10"), new PrivacyPlan(Counts(1)), [account], out _, out BudgetDenial? denial));
        Assert.Equal(BudgetDenialReason.Exhausted, denial.Reason);
    }

    [Fact]
    public void When_one_account_cannot_pay_no_account_is_charged_and_the_denial_names_it()
    {
        BudgetFilter filter = Filter();
        ImmutableArray<BudgetAccount> accounts = [Account(s_publisher, 1_000_000_000), Account(s_advertiser, 99)];
        Assert.False(filter.TrySpend(new ReservationId("job"), new PrivacyPlan(Counts(100)), accounts, out BudgetGrant? grant, out BudgetDenial? denial));
        Assert.Null(grant);
        BudgetShortfall shortfall = Assert.Single(denial.Shortfalls);
        Assert.Equal(s_advertiser, shortfall.Account);
        Assert.Equal(PrivacyCost.Zero, filter.Spent(s_publisher));
        Assert.Equal(PrivacyCost.Zero, filter.Spent(s_advertiser));
    }

    [Fact]
    public void A_mechanism_runs_once_for_each_time_the_plan_holds_it()
    {
        NoisyCounts counts = Counts(1_000);
        Assert.True(Filter().TrySpend(new ReservationId("job"), new PrivacyPlan(counts), [Account(s_publisher, 1_000)], out BudgetGrant? grant, out _));
        using (grant)
        {
            Assert.Throws<InvalidOperationException>(() => counts.Release(grant, [1, 2]));
            grant.Open();
            Assert.Equal(2, counts.Release(grant, [1, 2]).Value.Length);
            Assert.Throws<InvalidOperationException>(() => counts.Release(grant, [1, 2]));
            Assert.Throws<InvalidOperationException>(() => Counts(1).Release(grant, [1, 2]));
            grant.MarkStored();
        }
    }
}
