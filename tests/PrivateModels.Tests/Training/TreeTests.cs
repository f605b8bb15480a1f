using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Tests.Data;
using EnclaveCleanRoom.PrivateModels.Tests.Privacy;

namespace EnclaveCleanRoom.PrivateModels.Tests.Training;

/// <summary>Trees of several features, grown after the curves.</summary>
public sealed class TreeTests
{
    private static readonly Rho s_rho = Rho.Parse("0.05");
    private static readonly BoostedOptions s_trees = new() { Trees = new RandomTreeOptions() };

    [Fact]
    public void What_features_say_only_together_trees_learn_and_curves_do_not()
    {
        TogetherExamples train = new(20_000, 1);
        TogetherExamples test = new(4_000, 2);
        double spread = test.LogOdds.Average(truth => Math.Pow(truth - test.LogOdds.Average(), 2));
        Assert.True(Error(new BoostedOptions()) > 0.9 * spread);
        Assert.InRange(Error(s_trees), 0, 0.35 * spread);

        double Error(BoostedOptions options)
        {
            PrivateModel model = Room.Train(PrivateTraining.Plan(options, TogetherExamples.Features, 1, s_rho), train.Examples).Value;
            return Enumerable.Range(0, 4_000).Average(row => Math.Pow(model.Score(test.Row(row)) - test.LogOdds[row], 2));
        }
    }

    [Fact]
    public void Where_features_add_up_hardly_a_tree_stays()
    {
        GeneratedExamples train = new(20_000, 3);
        PrivateModel model = Room.Train(PrivateTraining.Plan(s_trees, GeneratedExamples.Features, 1, s_rho), train.Examples).Value;
        Assert.InRange(model.Trees.Length, 0, 3);
        double error = Enumerable.Range(0, 20_000).Average(row => Math.Pow(model.Score(train.Row(row)) - train.LogOdds[row], 2));
        double spread = train.LogOdds.Average(truth => Math.Pow(truth - train.LogOdds.Average(), 2));
        Assert.True(error < spread / 8, $"{error} of {spread}");
    }

    [Fact]
    public void The_boosting_library_reads_a_model_with_trees_and_scores_the_same_to_the_last_bit()
    {
        TogetherExamples data = new(6000, 4);
        PrivateModel model = Room.Train(PrivateTraining.Plan(s_trees, TogetherExamples.Features, 1, Rho.Parse("1")), data.Examples).Value;
        Assert.NotEmpty(model.Trees);
        Assert.True(Booster.TryParse(model.WriteModelText(), out Booster? booster, out ModelFailure failure), $"{failure}");
        double[][] rows =
        [
            .. Enumerable.Range(0, 6000).Select(data.Row),
            [double.PositiveInfinity, double.NegativeInfinity, 3.5, 0], [0, 0, -0.5, 1], [double.NaN, double.NaN, -1, double.NaN], [0, 0, 1e300, 0], [0, 0, 4, 0],
            .. model.Trees.SelectMany(tree => tree.Splits).Where(split => split.Feature == 0).Select(split => new[] { split.Threshold, 0.5, 1, 0.5 }),
            .. model.Trees.SelectMany(tree => tree.Splits).Where(split => split.Feature == 0).Select(split => new[] { Math.BitIncrement(split.Threshold), 0.5, 1, 0.5 }),
        ];
        Assert.All(rows, row => Assert.Equal(booster.PredictRaw(row), model.Score(row)));
        foreach (int threads in (int[])[1, 3])
        {
            double[] scores = new double[6000];
            model.Score(data.Columns, scores, threads);
            Assert.All(Enumerable.Range(0, 6000), row => Assert.Equal(model.Score(data.Row(row)), scores[row]));
        }
    }

    [Fact]
    public void The_same_noise_gives_the_same_trees_at_any_number_of_threads_and_another_seed_gives_others()
    {
        TogetherExamples data = new(4000, 5, mostRows: 3);
        string one = Text(s_trees, 1);
        Assert.Equal(one, Text(s_trees, 3));
        Assert.NotEqual(one, Text(s_trees with { Trees = new RandomTreeOptions { Seed = 2 } }, 1));

        string Text(BoostedOptions options, int threads) =>
            Room.Train(PrivateTraining.Plan(options, TogetherExamples.Features, 3, Rho.Parse("1")), data.Examples, threads: threads).Value.WriteModelText();
    }

    [Fact]
    public void A_batch_of_trees_is_one_release_and_every_one_is_charged()
    {
        RandomTreeOptions trees = new() { Batch = 5, Depth = 3, Rounds = 3, Share = new Rational(1, 2) };
        PrivateTraining training = PrivateTraining.Plan(new BoostedOptions { Trees = trees }, TogetherExamples.Features, 1, s_rho);
        NoisyCounts[] batches = [.. training.Mechanisms.OfType<NoisyCounts>().Where(mechanism => mechanism.Name == "model: residuals and curvatures by leaf")];
        Assert.Equal(3, batches.Length);
        Assert.All(batches, batch => Assert.Equal(2 * (1 + (5 * 8)), batch.Length));
        Assert.InRange(batches.Sum(batch => batch.Cost.NanoRho), 0.46 * s_rho.Nano, 0.48 * s_rho.Nano);
        Assert.True(training.Cost.NanoRho <= s_rho.Nano);
        PrivateRelease<PrivateModel> release = Room.Train(training, new TogetherExamples(50, 1).Examples);
        Assert.Equal(training.Cost, release.Cost);
    }

    [Fact]
    public void Features_that_cannot_be_split_grow_no_trees()
    {
        PrivateFeature[] features = [PrivateFeature.Categorical("one", 1)];
        bool[] labels = [.. Enumerable.Range(0, 100).Select(row => row % 3 == 0)];
        PrivateExamples examples = PrivateExamples.OneRowAPerson([PrivateColumn.Categorical(new int[100])], labels);
        Assert.Empty(Room.Train(PrivateTraining.Plan(s_trees, features, 1, s_rho), examples).Value.Trees);
    }

    [Fact]
    public void Options_of_trees_out_of_range_are_refused()
    {
        Refused(new RandomTreeOptions { Batch = 0 });
        Refused(new RandomTreeOptions { Depth = 9 });
        Refused(new RandomTreeOptions { Depth = 2, FeaturesPerTree = 3 });
        Refused(new RandomTreeOptions { Rounds = 21 });
        Refused(new RandomTreeOptions { Share = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivateTraining.Plan(s_trees with { Protects = ProtectedParts.Labels }, TogetherExamples.Features, 1, s_rho));

        // Less than a billionth for each release.
        BoostedOptions many = new() { Rounds = 40, CalibrationShare = new Rational(1, 2), Trees = new RandomTreeOptions { Rounds = 20 } };
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivateTraining.Plan(many, TogetherExamples.Features, 1, Rho.FromNano(100)));

        static void Refused(RandomTreeOptions trees) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => PrivateTraining.Plan(new BoostedOptions { Trees = trees }, TogetherExamples.Features, 1, s_rho));
    }
}
