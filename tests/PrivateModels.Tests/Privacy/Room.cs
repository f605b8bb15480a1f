using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.DifferentialPrivacy.Tests;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

namespace EnclaveCleanRoom.PrivateModels.Tests.Privacy;

/// <summary>A generous budget, and noise that follows from a seed.</summary>
internal static class Room
{
    internal static PrivateRelease<PrivateModel> Train(PrivateTraining training, PrivateExamples examples, int seed = 1, int threads = 1)
    {
        using SeededEntropy entropy = new(seed);
        using BudgetGrant grant = Open(entropy, [.. training.Mechanisms]);
        return training.Train(grant, examples, threads, TestContext.Current.CancellationToken);
    }

    internal static BudgetGrant Open(IEntropy entropy, params Mechanism[] plan)
    {
        BudgetFilter filter = new(new MemoryReservationStore(), entropy);
        BudgetAccount account = new(new BudgetAccountId("owner", "requester"), new PrivacyCost(long.MaxValue, long.MaxValue));
        Assert.True(filter.TrySpend(new ReservationId("job"), new PrivacyPlan(plan), [account], out BudgetGrant? grant, out _));
        grant.Open();
        return grant;
    }
}
