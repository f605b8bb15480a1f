using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.DifferentialPrivacy.Tests;
using EnclaveCleanRoom.PrivateModels.Tests.Data;
using EnclaveCleanRoom.PrivateModels.Tests.Privacy;

namespace EnclaveCleanRoom.PrivateModels.Tests.Training;

public sealed class TrainingTests
{
    private static readonly Rho s_rho = Rho.Parse("0.03");

    [Theory]
    [InlineData(ProtectedParts.Everything)]
    [InlineData(ProtectedParts.Labels)]
    [InlineData(ProtectedParts.LabelsAndColumns)]
    [InlineData(ProtectedParts.Columns)]
    public void It_learns_what_generated_the_rows(ProtectedParts protects)
    {
        GeneratedExamples train = new(20_000, 1);
        GeneratedExamples test = new(5_000, 2);
        PrivateTraining training = PrivateTraining.Plan(new BoostedOptions { Protects = protects }, GeneratedExamples.HalfProtected, 1, s_rho);
        PrivateModel model = Room.Train(training, train.Examples).Value;
        double[] scores = new double[5_000];
        model.Score(test.Columns, scores);
        double error = scores.Zip(test.LogOdds, (score, truth) => Math.Pow(score - truth, 2)).Average();
        double spread = test.LogOdds.Select(truth => Math.Pow(truth - test.LogOdds.Average(), 2)).Average();
        Assert.True(error < spread / 8, $"{error} of {spread}");
        Assert.InRange(scores.Average(PrivateModel.Probability) / test.LogOdds.Average(PrivateModel.Probability), 0.95, 1.05);
    }

    [Fact]
    public void A_straight_line_cannot_bend_and_curves_can()
    {
        GeneratedExamples train = new(20_000, 3);
        Assert.True(Error(new BoostedOptions()) < Error(new LogisticOptions()) / 2);

        double Error(PrivateTrainingOptions options)
        {
            PrivateModel model = Room.Train(PrivateTraining.Plan(options, GeneratedExamples.Features, 1, s_rho), train.Examples).Value;
            return Enumerable.Range(0, 20_000).Average(row => Math.Pow(model.Score(train.Row(row)) - train.LogOdds[row], 2));
        }
    }

    [Fact]
    public void The_same_noise_gives_the_same_model_at_any_number_of_threads()
    {
        GeneratedExamples train = new(5_000, 4, mostRows: 4);
        foreach (ProtectedParts protects in Enum.GetValues<ProtectedParts>())
        {
            PrivateTraining training = PrivateTraining.Plan(new BoostedOptions { Protects = protects }, GeneratedExamples.HalfProtected, 4, s_rho);
            string one = Room.Train(training, train.Examples, seed: 5, threads: 1).Value.WriteModelText();
            Assert.Equal(one, Room.Train(training, train.Examples, seed: 5, threads: 3).Value.WriteModelText());
            Assert.NotEqual(one, Room.Train(training, train.Examples, seed: 6, threads: 1).Value.WriteModelText());
        }
    }

    [Fact]
    public void No_rows_make_a_model_too()
    {
        PrivateTraining training = PrivateTraining.Plan(new BoostedOptions(), GeneratedExamples.Features, 1, s_rho);
        PrivateModel model = Room.Train(training, new GeneratedExamples(0, 1).Examples).Value;
        Assert.True(double.IsFinite(model.Score([0, 0, 0])));
    }

    [Fact]
    public void A_model_carries_the_cost_of_every_release()
    {
        PrivateTraining training = PrivateTraining.Plan(new BoostedOptions { Rounds = 5 }, GeneratedExamples.Features, 1, s_rho);
        PrivateRelease<PrivateModel> release = Room.Train(training, new GeneratedExamples(50, 1).Examples);
        Assert.Equal(8, release.Mechanisms.Length);
        Assert.Equal(training.Cost, release.Cost);
        Assert.Equal(2, release.Mechanisms.Count(report => report.Name == "model: recalibration"));
    }

    [Fact]
    public void Recalibration_cannot_be_left_out_of_the_plan()
    {
        PrivateTraining training = PrivateTraining.Plan(new BoostedOptions { Rounds = 3 }, GeneratedExamples.Features, 1, s_rho);
        using SeededEntropy entropy = new(1);
        using BudgetGrant grant = Room.Open(entropy, [.. training.Mechanisms[..4]]);
        Assert.Throws<InvalidOperationException>(() => training.Train(grant, new GeneratedExamples(50, 1).Examples, 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Columns_that_do_not_fit_are_refused_before_anything_is_consumed()
    {
        PrivateTraining training = PrivateTraining.Plan(new BoostedOptions { Rounds = 3 }, GeneratedExamples.Features, 1, s_rho);
        GeneratedExamples data = new(50, 1);
        using SeededEntropy entropy = new(1);
        using BudgetGrant grant = Room.Open(entropy, [.. training.Mechanisms]);
        PrivateExamples swapped = new([data.Columns[2], data.Columns[0], data.Columns[1]], data.Labels, data.People, 50);
        Assert.Throws<ArgumentException>(() => training.Train(grant, swapped, 1, TestContext.Current.CancellationToken));
        Assert.NotNull(training.Train(grant, data.Examples, 1, TestContext.Current.CancellationToken));
    }
}
