using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.DifferentialPrivacy.Tests;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;
using EnclaveCleanRoom.EnclaveWorkload.Segments;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>Takes a query through the steps of the pipeline that this library does, with every secret from a seed.</summary>
internal sealed class Run : IDisposable
{
    private readonly SeededEntropy _seeded;
    private readonly CountingEntropy _entropy;
    private readonly BudgetGrant _grant;

    public Run(Agreement agreement, Query query, TwoTables tables, int seed = 1)
        : this(agreement, query, (plan, dataset) => Opened(plan, dataset, tables), seed)
    {
    }

    public Run(Scene scene, Query query, int seed = 1)
        : this(scene.Agreement, query, (plan, dataset) => Opened(plan, scene.Table(dataset)), seed)
    {
    }

    private Run(Agreement agreement, Query query, Func<QueryPlan, DatasetId, (DatasetTerms Terms, Func<string, Column> Read)> open, int seed)
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
        Joined = JoinedTable.Join([.. Plan.Datasets.Select(dataset => HandOver(open(Plan, dataset)))], secret, order, CancellationToken.None);
        Bounded = Plan.Bound(Joined, _grant);
    }

    public QueryPlan Plan { get; }

    public JoinedTable Joined { get; }

    public BoundedTable Bounded { get; }

    /// <summary>The columns that were read.</summary>
    public List<Column> Handed { get; } = [];

    public BudgetGrant Grant => _grant;

    public long BytesDrawn => _entropy.Bytes;

    public PrivateRelease<Answer> Compute(int threads = 1) => Plan.Compute(Bounded, _grant, threads, CancellationToken.None);

    /// <summary>What the plan of a segments query noises, given which groups show.</summary>
    public long[][] Count(ImmutableArray<int> groups, int threads = 1) =>
        ((SegmentsPlan)Plan).Count((SegmentRows)Bounded, groups, _grant, threads, CancellationToken.None);

    public static TAnswer Answer<TAnswer>(Agreement agreement, Query query, TwoTables tables, int seed = 1)
        where TAnswer : Answer
    {
        using Run run = new(agreement, query, tables, seed);
        return Assert.IsType<TAnswer>(run.Compute().Value);
    }

    public static TAnswer Answer<TAnswer>(Scene scene, Query query, int seed = 1)
        where TAnswer : Answer
    {
        using Run run = new(scene, query, seed);
        return Assert.IsType<TAnswer>(run.Compute().Value);
    }

    public void Dispose()
    {
        _grant.Dispose();
        _seeded.Dispose();
    }

    private static (DatasetTerms Terms, Func<string, Column> Read) Opened(QueryPlan plan, SceneTable table)
    {
        HashSet<string> columns = [.. plan.ColumnsOf(table.Terms.Id)];
        return (table.Terms, name => columns.Contains(name) ? table.Read(name) : throw new InvalidOperationException($"'{name}' was not asked for."));
    }

    private static (DatasetTerms Terms, Func<string, Column> Read) Opened(QueryPlan plan, DatasetId dataset, TwoTables tables)
    {
        Table columns = (dataset == Sample.Feeds ? tables.FeedsTable : tables.AdsTable).Select(plan.ColumnsOf(dataset));
        return (dataset == Sample.Feeds ? Sample.FeedsTerms : Sample.AdsTerms, name => columns[name]);
    }

    /// <summary>As the room does it: each read gives a column of its own, which whoever has taken it apart disposes.</summary>
    private OpenedTable HandOver((DatasetTerms Terms, Func<string, Column> Read) table) => new(table.Terms, name =>
    {
        Column column = table.Read(name).Rename(name);
        lock (Handed)
        {
            Handed.Add(column);
        }

        return column;
    });
}
