using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.DifferentialPrivacy.Tests;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Audit;
using EnclaveCleanRoom.PrivateModels.Fitting;
using EnclaveCleanRoom.PrivateModels.Tests.Data;

namespace EnclaveCleanRoom.PrivateModels.Tests.Privacy;

/// <summary>
/// Canaries, each in the data or not by a fair coin, each the only one in a category of its own: what their coins can be guessed by stays below the claim, is well above nothing, and exceeds the claim where the
/// training is broken on purpose.
/// </summary>
public sealed class AuditTests
{
    private const int Canaries = 2000;
    private const int Others = 4000;
    private static readonly PrivateFeature[] s_features = [PrivateFeature.Categorical("canary", Canaries)];

    [Fact]
    public void What_one_run_proves_of_a_trained_model_stays_below_the_claim_and_above_nothing()
    {
        Delta delta = Delta.Parse("1e-6");
        PrivateTraining training = Plan(Rho.Parse("0.2"), 1);
        bool[] isIn = Coins(1);
        double proved = Proved(isIn, Values(training, isIn), delta);
        double claimed = training.EpsilonAt(delta);
        Assert.True(proved <= claimed, $"{proved} is proved, {claimed} is claimed");
        Assert.True(proved > 0.1, $"only {proved} of {claimed} is proved: the audit is blind");

        // The same claim over a training with hardly any noise.
        double broken = Proved(isIn, Values(Plan(Rho.Parse("50"), 1), isIn), delta);
        Assert.True(broken > claimed, $"seeded fault: hardly any noise; {broken} is proved, {claimed} is claimed");

        static double[] Values(PrivateTraining training, bool[] isIn) => [.. Room.Train(training, People(isIn, 1)).Value.Curves[0].Values];
    }

    [Fact]
    public void A_round_tells_no_more_than_its_noise_allows_and_faults_are_caught()
    {
        PrivateTraining honest = Plan(Rho.Parse("6"), 1);
        PrivateTraining unclipped = Plan(Rho.Parse("6"), 13);
        NoisyCounts round = (NoisyCounts)honest.Mechanisms[1];
        NoisyCounts halfNoise = (NoisyCounts)Plan(Rho.Parse("24"), 1).Mechanisms[1];
        double allowed = Math.Sqrt((round.Noise.Sensitivity.L2Squared / round.Noise.Scale).ToDouble());
        Assert.InRange(Shift(honest, round, 1), 0.8 * allowed, 1.1 * allowed);
        Assert.True(Shift(honest, round, 5) < 1.1 * allowed, "five rows a canary tell no more than one");
        Assert.True(Shift(honest, halfNoise, 1) > 1.4 * allowed, "seeded fault: half the noise");
        Assert.True(Shift(unclipped, round, 5) > 1.4 * allowed, "seeded fault: a person's rows are not clipped together");
    }

    /// <summary>By how many standard deviations canaries that are in differ from those that are not: for Gaussian noise no test tells more.</summary>
    private static double Shift(PrivateTraining training, NoisyCounts round, int rowsEach)
    {
        bool[] isIn = Coins(2);
        AdditiveFit fit = training.StartFit();
        fit.Intercept = -10;
        long[] exact = NoisyRounds.Exact(
            training, round, fit, fit.Maps(), training.Bin(People(isIn, rowsEach), 1, CancellationToken.None), 1, CancellationToken.None);
        using SeededEntropy entropy = new(9);
        using BudgetGrant grant = Room.Open(entropy, round);
        long[] noisy = [.. round.Release(grant, exact).Value];

        // The first entry is the intercept's.
        double present = Enumerable.Range(0, Canaries).Where(canary => isIn[canary]).Average(canary => (double)noisy[1 + canary]);
        double absent = Enumerable.Range(0, Canaries).Where(canary => !isIn[canary]).Average(canary => (double)noisy[1 + canary]);
        return (present - absent) / Math.Sqrt(round.Noise.Variance);
    }

    private static PrivateTraining Plan(Rho rho, int clipRows) =>
        PrivateTraining.Plan(new BoostedOptions { Rounds = 6, ClipRows = clipRows }, s_features, 1, rho);

    private static double Proved(bool[] isIn, double[] scores, Delta delta) =>
        new[] { 0.05, 0.15, 0.4 }.Max(share => OneRunAudit.EpsilonLowerBound(isIn, scores, share, delta.Value.ToDouble()));

    private static bool[] Coins(int seed)
    {
        Numbers numbers = new(seed);
        return [.. Enumerable.Range(0, Canaries).Select(_ => numbers.Next(2) == 1)];
    }

    /// <summary>Positive canaries of so many rows each, and others, all negative, of no category.</summary>
    private static PrivateExamples People(bool[] isIn, int rowsEach)
    {
        List<(int Code, bool Label, int Person)> rows = [.. Enumerable.Range(0, Others).Select(other => (-1, false, Canaries + other))];
        for (int canary = 0; canary < Canaries; canary++)
        {
            rows.AddRange(Enumerable.Repeat((canary, true, canary), isIn[canary] ? rowsEach : 0));
        }

        return new PrivateExamples(
            [PrivateColumn.Categorical(rows.Select(row => row.Code).ToArray())], rows.Select(row => row.Label).ToArray(), rows.Select(row => row.Person).ToArray(), Canaries + Others);
    }
}
