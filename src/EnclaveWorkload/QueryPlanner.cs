using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Attribution;
using EnclaveCleanRoom.EnclaveWorkload.Creative;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel;
using EnclaveCleanRoom.EnclaveWorkload.Lift;
using EnclaveCleanRoom.EnclaveWorkload.Lookalike;
using EnclaveCleanRoom.EnclaveWorkload.Markets;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease;
using EnclaveCleanRoom.EnclaveWorkload.Overlap;
using EnclaveCleanRoom.EnclaveWorkload.Profile;
using EnclaveCleanRoom.EnclaveWorkload.Reach;
using EnclaveCleanRoom.EnclaveWorkload.Segments;
using EnclaveCleanRoom.EnclaveWorkload.Suppression;
using EnclaveCleanRoom.EnclaveWorkload.Synthetic;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>Turns an admitted query into a plan. Nothing here looks at data.</summary>
public static class QueryPlanner
{
    /// <summary>Plans a query.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="query">A query that <see cref="Agreements.Admission.QueryAdmission"/> found nothing against.</param>
    /// <exception cref="ArgumentException">The query is not of the kind of the terms it names.</exception>
    public static QueryPlan Plan(Agreement agreement, Query query)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(query);
        return (agreement.FindTerms(query.Terms), query) switch
        {
            (ProfileTerms terms, ProfileQuery asked) => new ProfilePlan(agreement, terms, asked),
            (CreativeTerms terms, CreativeQuery asked) => new CreativePlan(agreement, terms, asked),
            (OverlapTerms terms, OverlapQuery asked) => new OverlapPlan(agreement, terms, asked),
            (SegmentsTerms terms, SegmentsQuery asked) => new SegmentsPlan(agreement, terms, asked),
            (CtrModelTerms terms, CtrModelQuery asked) => new CtrModelPlan(agreement, terms, asked),
            (PrivateModelTerms terms, PrivateModelQuery asked) => new PrivateModelPlan(agreement, terms, asked),
            (AttributionTerms terms, AttributionQuery asked) => new AttributionPlan(agreement, terms, asked),
            (ReachTerms terms, ReachQuery asked) => new ReachPlan(agreement, terms, asked),
            (MarketsTerms terms, MarketsQuery asked) => new MarketsPlan(agreement, terms, asked),
            (LiftTerms terms, LiftQuery asked) => new LiftPlan(agreement, terms, asked),
            (SuppressionTerms terms, SuppressionQuery asked) => new SuppressionPlan(agreement, terms, asked),
            (LookalikeTerms terms, LookalikeQuery asked) => new LookalikePlan(agreement, terms, asked),
            (SyntheticTerms terms, SyntheticQuery asked) => new SyntheticRowsPlan(agreement, terms, asked),
            (null, _) => throw new ArgumentException($"The agreement has no terms '{query.Terms}'.", nameof(query)),
            _ => throw new ArgumentException("The query is not of the kind of its terms.", nameof(query)),
        };
    }

    /// <summary>The name of a dataset's id column.</summary>
    internal static string IdColumnOf(Agreement agreement, DatasetId dataset) =>
        agreement.FindDataset(dataset)?.Columns.Single(column => column.Role == ColumnRole.Id).Name
        ?? throw new UnreachableException("Terms name datasets of their agreement; the agreement's rules check it.");
}
