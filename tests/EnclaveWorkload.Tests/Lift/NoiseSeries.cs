using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.DifferentialPrivacy.Tests;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Lift;

/// <summary>Many draws of the product's own noise, from a seed.</summary>
internal static class NoiseSeries
{
    public static ImmutableArray<long> Draw(CountNoise noise, int count, int seed)
    {
        using SeededEntropy entropy = new(seed);
        NoisyCounts mechanism = new("noise", count, noise);
        BudgetFilter filter = new(new MemoryReservationStore(), entropy);
        BudgetAccount account = new(new BudgetAccountId("owner", "requester"), new PrivacyCost(long.MaxValue, long.MaxValue));
        Assert.True(filter.TrySpend(new ReservationId("job"), new PrivacyPlan(mechanism), [account], out BudgetGrant? grant, out _));
        using (grant)
        {
            grant.Open();
            return mechanism.Release(grant, new long[count]).Value;
        }
    }
}
