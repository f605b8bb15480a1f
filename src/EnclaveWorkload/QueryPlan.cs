using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>
/// A question made ready before any data is seen: which columns it needs, what it will draw and what that costs. The three
/// steps over data follow: join, bound, compute. They are pure functions; noise comes from the grant alone.
/// </summary>
public abstract class QueryPlan
{
    /// <summary>The table whose rows are counted.</summary>
    public abstract DatasetId Primary { get; }

    /// <summary>The tables that are joined to it, none to three.</summary>
    public abstract IReadOnlyList<DatasetId> Partners { get; }

    /// <summary>All tables, the primary first: in this order they are joined.</summary>
    public IReadOnlyList<DatasetId> Datasets => [Primary, .. Partners];

    /// <summary>The mechanisms that will be run, fixed now; their cost is what the ledger reserves.</summary>
    public abstract PrivacyPlan Privacy { get; }

    /// <summary>The columns of a dataset that are read, decrypted and decoded; no others are.</summary>
    /// <param name="dataset">One of <see cref="Datasets"/>.</param>
    public abstract IReadOnlyList<string> ColumnsOf(DatasetId dataset);

    /// <summary>Enforces the contribution bounds of the question on joined rows, per person and per (person, key).</summary>
    /// <param name="table">The joined table.</param>
    /// <param name="grant">An open grant for <see cref="Privacy"/>; it supplies the secret by which rows are chosen.</param>
    public abstract BoundedTable Bound(JoinedTable table, BudgetGrant grant);

    /// <summary>Computes the answer and releases it through the mechanisms of <see cref="Privacy"/>.</summary>
    /// <param name="table">What <see cref="Bound"/> returned.</param>
    /// <param name="grant">The same grant; its parts are consumed.</param>
    /// <param name="threads">Threads to use, 1 to 256; the answer does not depend on them.</param>
    /// <param name="cancellationToken">Stops the computation; the spend is kept.</param>
    public abstract PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken);
}
