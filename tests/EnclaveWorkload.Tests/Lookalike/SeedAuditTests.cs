using System.Globalization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Audit;
using EnclaveCleanRoom.EnclaveWorkload.Lookalike;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Lookalike;

/// <summary>
/// One run over canaries in the seed. The audience's owner is the adversary: it knows all features and chooses them, so each canary has a category of its own, which is the most that a label can
/// tell. It guesses from the scores of the model, which say more than the list that it receives, and from the list.
/// </summary>
public sealed class SeedAuditTests
{
    private const int Canaries = 2000;
    private const double Delta = 1e-6;

    private static readonly DatasetTerms s_audience = Town.Audience with
    {
        Columns =
        [
            Town.Audience.Columns[0], Town.Audience.Columns[1] with { Domain = new VocabularyDomain { Values = [.. Enumerable.Range(0, Canaries).Select(NameOf)] } },
        ],
    };

    private static readonly LookalikeTerms s_terms = Town.Terms with { Features = [Scene.Column(Town.Audience, "district")], MinimumSeed = 1, HeldOutPercent = 10 };
    private static readonly LookalikeQuery s_query = Town.Ask with { NanoRho = 200_000_000, Size = new PermilleSize { Value = 200 } };

    [Fact]
    public void What_guesses_prove_of_the_seed_is_something_and_stays_below_the_claimed_epsilon()
    {
        (double[] scores, double[] listed, bool[] isIn, double claim) = Guess((_, _) => true);
        double byScore = Audit(isIn, scores);
        double byList = Audit(isIn, listed);
        Assert.True(byScore <= claim && byList <= claim, $"{byScore} and {byList} are proved, {claim} is claimed");
        Assert.True(byScore > 0.1 * claim, $"only {byScore} of {claim} is proved: the audit is blind");
    }

    [Fact]
    public void A_segment_that_leaves_seed_people_out_is_caught()
    {
        // Seeded fault: true membership is consulted. Whoever is ranked high and is not listed is in the seed.
        (_, double[] listed, bool[] isIn, double claim) = Guess((audience, place) => !audience.IsSeed[place], size: Canaries);
        Assert.True(Audit(isIn, [.. listed.Select(value => -value)]) > claim);
    }

    [Fact]
    public void A_model_without_noise_is_caught()
    {
        // Seeded fault: as good as no noise, under the claim of the honest one.
        (double[] scores, _, bool[] isIn, _) = Guess((_, _) => true, trainingNanoRho: 1_000_000_000_000);
        Assert.True(Audit(isIn, scores) > Guess((_, _) => true).Claim);
    }

    private static double Audit(bool[] isIn, double[] scores) => new[] { 0.05, 0.15, 0.4 }.Max(share => OneRunAudit.EpsilonLowerBound(isIn, scores, share, Delta));

    /// <summary>One run: for each canary that trains its score, whether it is listed, and whether it is in the seed.</summary>
    private static (double[] Scores, double[] Listed, bool[] IsIn, double Claim) Guess(Func<BoundedAudience, int, bool> isListed, int size = Canaries / 5, long trainingNanoRho = 200_000_000)
    {
        SplitMix coins = new(99);
        string[] canaries = [.. Enumerable.Range(0, Canaries).Select(NameOf)];
        Scene scene = new(
            Sample.Agreement(s_terms) with { Datasets = [s_audience, Town.Seed, Town.Existing] },
            [
                new SceneTable(s_audience, [.. canaries.Select(name => new[] { name, name })]),
                new SceneTable(Town.Seed, [.. canaries.Where(_ => coins.Below(2) == 1).Select(name => new[] { name })]),
            ]);
        using Run run = new(scene, s_query with { NanoRho = trainingNanoRho });
        BoundedAudience audience = (BoundedAudience)run.Bounded;
        LookalikePlan plan = (LookalikePlan)run.Plan;
        PrivateModels.PrivateModel model = LookalikeTests.Model(run);
        HashSet<int> best = [.. plan.Rank(audience, model, 1).Best(size).ToArray().Where(place => isListed(audience, place))];
        int[] training = [.. Enumerable.Range(0, Canaries).Where(place => !audience.IsHeldOut[place])];
        return (
            [.. training.Select(place => model.Score([audience.Values[0].Codes[place]]))],
            [.. training.Select(place => best.Contains(place) ? 1.0 : 0)],
            [.. training.Select(place => audience.IsSeed[place])],
            plan.Privacy.EpsilonAt(DifferentialPrivacy.Delta.Parse("1e-6")));
    }

    private static string NameOf(int canary) => string.Create(CultureInfo.InvariantCulture, $"canary-{canary}");
}
