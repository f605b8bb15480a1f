namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

/// <summary>A filter with one generous account, for tests that are not about budgets.</summary>
internal sealed class Room(IEntropy entropy)
{
    public static readonly BudgetAccount Generous = new(new BudgetAccountId("owner", "requester"), new PrivacyCost(long.MaxValue, long.MaxValue));
    private int _jobs;

    public BudgetFilter Filter { get; } = new(new MemoryReservationStore(), entropy);

    public BudgetGrant Reserve(params ReadOnlySpan<Mechanism> plan)
    {
        bool spent = Filter.TrySpend(new ReservationId($"job-{++_jobs}"), new PrivacyPlan(plan), [Generous], out BudgetGrant? grant, out _);
        Assert.True(spent);
        return grant!;
    }

    public BudgetGrant Open(params ReadOnlySpan<Mechanism> plan)
    {
        BudgetGrant grant = Reserve(plan);
        grant.Open();
        return grant;
    }
}
