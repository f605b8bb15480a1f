using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>A real plan with something done before it computes.</summary>
internal sealed class StandInPlan(QueryPlan real, Action<CancellationToken> before) : QueryPlan
{
    public override DatasetId Primary => real.Primary;

    public override IReadOnlyList<DatasetId> Partners => real.Partners;

    public override PrivacyPlan Privacy => real.Privacy;

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset) => real.ColumnsOf(dataset);

    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant) => real.Bound(table, grant);

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        before(cancellationToken);
        return real.Compute(table, grant, threads, cancellationToken);
    }
}
