using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.DifferentialPrivacy.Tests;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>Takes a query over any two tables through the steps that this library does, with every secret from a seed.</summary>
internal sealed class TableRun : IDisposable
{
    private readonly SeededEntropy _seeded;
    private readonly CountingEntropy _entropy;
    private readonly BudgetGrant _grant;

    public TableRun(Agreement agreement, Query query, Table primary, Table partner, int seed = 1)
    {
        _seeded = new SeededEntropy(seed);
        _entropy = new CountingEntropy(_seeded);
        Plan = QueryPlanner.Plan(agreement, query);
        BudgetFilter filter = new(new MemoryReservationStore(), _entropy);
        BudgetAccount account = new(new BudgetAccountId("owner", "requester"), new PrivacyCost(long.MaxValue, long.MaxValue));
        Assert.True(filter.TrySpend(new ReservationId("job"), Plan.Privacy, [account], out BudgetGrant? grant, out _));
        _grant = grant;
        _grant.Open();
        using PersonSecret secret = new(_entropy);
        using SecretOrder order = new(_entropy);
        JoinedTable joined = JoinedTable.Join([Opened(agreement, Plan.Primary, primary), Opened(agreement, Plan.Partners.Single(), partner)], secret, order, CancellationToken.None);
        Bounded = Plan.Bound(joined, _grant);
    }

    public QueryPlan Plan { get; }

    public BoundedTable Bounded { get; }

    public long BytesDrawn => _entropy.Bytes;

    public Sensitivity Declared(int mechanism = 0) => Plan.Privacy.Mechanisms[mechanism].Reports[0].Sensitivity;

    public PrivateRelease<Answer> Compute() => Plan.Compute(Bounded, _grant, 1, CancellationToken.None);

    public void Dispose()
    {
        _grant.Dispose();
        _seeded.Dispose();
    }

    // Only the columns that the plan names can be read: another would be missing.
    private OpenedTable Opened(Agreement agreement, DatasetId dataset, Table table)
    {
        Table needed = table.Select(Plan.ColumnsOf(dataset));
        return new OpenedTable(agreement.FindDataset(dataset)!, name => needed[name].Rename(name));
    }
}
