using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Tests.Data;
using EnclaveCleanRoom.PrivateModels.Tests.Privacy;

namespace EnclaveCleanRoom.PrivateModels.Tests.Training;

/// <summary>Predicted rates are right in sum where training by itself would leave them wrong.</summary>
public sealed class CalibrationTests
{
    [Fact]
    public void Columns_that_say_the_same_do_not_overshoot()
    {
        GeneratedExamples data = new(20_000, 11);
        PrivateFeature[] features = [.. Enumerable.Range(0, 6).Select(i => PrivateFeature.Numeric($"copy{i}", -1, 1))];
        PrivateColumn[] columns = [.. Enumerable.Repeat(data.Columns[0], 6)];
        foreach (ProtectedParts protects in Enum.GetValues<ProtectedParts>())
        {
            PrivateTraining training = PrivateTraining.Plan(new BoostedOptions { Protects = protects }, features, 1, Rho.Parse("0.5"));
            PrivateModel model = Room.Train(training, new PrivateExamples(columns, data.Labels, data.People, data.People.Max() + 1)).Value;
            double[] scores = new double[20_000];
            model.Score(columns, scores);
            Assert.InRange(scores.Average(PrivateModel.Probability) / data.Labels.Average(label => label ? 1.0 : 0), 0.95, 1.05);
            Assert.InRange(scores.Max() - scores.Min(), 1, 4);
        }
    }

    [Fact]
    public void Rates_are_right_in_sum_where_little_of_each_person_counts()
    {
        GeneratedExamples data = new(20_000, 12, mostRows: 4);
        PrivateTraining training = PrivateTraining.Plan(new BoostedOptions { ClipRows = new Rational(1, 2) }, GeneratedExamples.Features, 4, Rho.Parse("0.1"));
        PrivateModel model = Room.Train(training, data.Examples).Value;
        double[] scores = new double[20_000];
        model.Score(data.Columns, scores);
        Assert.InRange(scores.Average(PrivateModel.Probability) / data.Labels.Average(label => label ? 1.0 : 0), 0.9, 1.1);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(10, 4)]
    [InlineData(3, 1)]
    public void Where_outcomes_alone_are_protected_people_with_many_rows_do_not_pull_rates_down(int rowsOfEach, int clipRows)
    {
        const int Rows = 20_000;
        GeneratedExamples data = new(Rows, 14);
        Numbers numbers = new(15);
        bool[] labels = [.. Enumerable.Range(0, Rows).Select(_ => numbers.Next(10) == 0)];
        int[] people = [.. Enumerable.Range(0, Rows).Select(row => row / rowsOfEach)];
        BoostedOptions options = new() { Protects = ProtectedParts.Labels, ClipRows = clipRows };
        PrivateTraining training = PrivateTraining.Plan(options, GeneratedExamples.Features, rowsOfEach, Rho.Parse("0.5"));
        PrivateModel model = Room.Train(training, new PrivateExamples(data.Columns, labels, people, people[^1] + 1)).Value;
        double[] scores = new double[Rows];
        model.Score(data.Columns, scores);
        Assert.InRange(scores.Average(PrivateModel.Probability) / labels.Average(label => label ? 1.0 : 0), 0.9, 1.1);
    }

    [Fact]
    public void Where_nothing_can_be_learnt_noise_does_not_move_the_rate_far()
    {
        // A thousand rows, and a budget that hides almost all of them.
        GeneratedExamples data = new(1000, 13);
        PrivateTraining training = PrivateTraining.Plan(new BoostedOptions(), GeneratedExamples.Features, 10, Rho.Parse("0.005"));
        for (int seed = 1; seed <= 5; seed++)
        {
            PrivateModel model = Room.Train(training, data.Examples, seed).Value;
            double[] scores = new double[1000];
            model.Score(data.Columns, scores);
            Assert.InRange(scores.Average(PrivateModel.Probability), 0.05, 0.8);
        }
    }
}
