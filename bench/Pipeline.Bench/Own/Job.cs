using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel;
using EnclaveCleanRoom.Pipeline.Bench.Comparing;
using EnclaveCleanRoom.Pipeline.Bench.Data;

namespace EnclaveCleanRoom.Pipeline.Bench.Own;

/// <summary>The steps of a room's job that need no other party: open, join, bound; the same code and the same order.</summary>
internal static class Job
{
    /// <returns>The features of the joined rows, and the table that they came from.</returns>
    internal static BoundedExamples OpenAndBound(string folder, StageWatch stages)
    {
        QueryPlan plan = QueryPlanner.Plan(SampleAgreement.Document, SampleAgreement.Query);
        SeededEntropy entropy = new();
        using BudgetGrant grant = UnlimitedBudget.Grant(plan.Privacy, entropy);

        OpenedTable primary = new(SampleAgreement.Ads, new SealedTable(folder, SampleAgreement.Ads).Open());
        OpenedTable partner = new(SampleAgreement.Feeds, new SealedTable(folder, SampleAgreement.Feeds).Open());
        stages.End("open");

        JoinedTable joined = Join(primary, partner, entropy);
        stages.End("join");

        BoundedExamples examples = (BoundedExamples)plan.Bound(joined, grant);
        stages.End("features");
        return examples;
    }

    private static JoinedTable Join(OpenedTable primary, OpenedTable partner, SeededEntropy entropy)
    {
        using PersonSecret secret = new(entropy);
        using SecretOrder order = new(entropy);
        return JoinedTable.Join([primary, partner], secret, order, CancellationToken.None);
    }
}
