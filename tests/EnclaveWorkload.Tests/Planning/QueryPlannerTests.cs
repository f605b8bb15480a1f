using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Planning;

public sealed class QueryPlannerTests
{
    private static readonly Agreement s_agreement = Sample.Agreement();

    [Fact]
    public void The_least_and_the_most_that_is_admitted_can_be_planned_and_costs_no_more_than_was_asked()
    {
        SegmentsQuery discovered = Sample.AskSegments(Sample.Column(Sample.Ads, "campaign"));
        Query[] queries =
        [
            Sample.AskOverlap(QueryAdmission.MinimumNanoRho), Sample.AskOverlap(100_000_000_000),
            discovered with { NanoRho = QueryAdmission.MinimumNanoRho, AttoDelta = 1 }, discovered with { NanoRho = 100_000_000_000 },
            Sample.AskModel() with { NanoRho = QueryAdmission.MinimumNanoRho }, Sample.AskModel() with { NanoRho = 100_000_000_000 },
        ];
        foreach (Query query in queries)
        {
            QueryPlan plan = QueryPlanner.Plan(s_agreement, query);
            Assert.InRange(plan.Privacy.Cost.NanoRho, 1, query.NanoRho);
            Assert.InRange(plan.Privacy.Cost.AttoDelta, 0, query is SegmentsQuery segments ? segments.AttoDelta : 0);
        }
    }

    [Fact]
    public void A_query_without_terms_or_of_another_kind_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => QueryPlanner.Plan(s_agreement, Sample.AskOverlap() with { Terms = TermsId.Parse("rows") }));
        Assert.Throws<ArgumentException>(() => QueryPlanner.Plan(s_agreement, Sample.AskOverlap() with { Terms = Sample.Model.Id }));
    }

    [Fact]
    public void Nothing_public_reads_a_row()
    {
        Assert.Empty(typeof(OpenedTable).GetProperties());
        Assert.Empty(typeof(JoinedTable).GetProperties());
        Assert.Empty(typeof(BoundedTable).GetProperties());
        Assert.Empty(typeof(BoundedTable).GetConstructors());
        Assert.Empty(typeof(PersonSecret).GetProperties());
    }
}
