using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Attribution;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Lift;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Markets;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Planning;

/// <summary>Figures in fixed point have large sensitivities; what they cost is stated as for any others, and never below what the scales imply.</summary>
public sealed class StatedEpsilonTests
{
    private static readonly Delta s_delta = Delta.FromAtto(1_000_000_000_000);

    [Fact]
    public void Credit_counted_in_parts_costs_what_its_rho_implies_or_less() => Check(
        QueryPlanner.Plan(Journeys.Agreement(), Journeys.Ask(Journeys.AllModels) with { Values = [Journeys.Amount, Journeys.Points] }));

    [Fact]
    public void Sums_and_squares_of_a_lift_cost_what_their_rho_implies_or_less() =>
        Check(QueryPlanner.Plan(Experiment.Agreement(Experiment.ByLabel), Experiment.Ask(Experiment.ByLabel)));

    [Fact]
    public void Totals_of_markets_cost_what_their_rho_implies_or_less() =>
        Check(QueryPlanner.Plan(Regions.Agreement(Regions.Terms, Regions.Names), Regions.Ask with { Values = [Regions.Amount] }));

    private static void Check(QueryPlan plan)
    {
        double stated = plan.Privacy.EpsilonAt(s_delta);
        double converted = plan.Privacy.Cost.EpsilonAt(s_delta);
        Assert.InRange(stated, converted / 2, converted);
    }
}
