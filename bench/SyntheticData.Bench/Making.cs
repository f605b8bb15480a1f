using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.SyntheticData.Bench;

/// <summary>Learns a table at an ε, with noise that follows from a seed.</summary>
internal static class Making
{
    public static int Threads { get; } = Math.Min(2, Environment.ProcessorCount);

    public static SyntheticModel Learn(DiscreteTable table, string epsilon, SyntheticMethod method, int seed) =>
        Learn(table, PrivacyCost.LargestRho(Epsilon.Parse(epsilon), Delta.Parse("0.000000001")), new SyntheticOptions { Method = method }, seed);

    public static SyntheticModel Learn(DiscreteTable table, Rho rho, SyntheticOptions options, int seed)
    {
        SyntheticPlan plan = new("synthetic", table.Domain, rho, options);
        using SeededEntropy entropy = new(seed);
        using BudgetGrant grant = OneSpend.Open([plan.Mechanism], entropy);
        return plan.Learn(grant, table, Threads).Value;
    }
}
