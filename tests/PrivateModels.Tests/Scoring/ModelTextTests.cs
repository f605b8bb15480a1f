using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Tests.Data;
using EnclaveCleanRoom.PrivateModels.Tests.Privacy;

namespace EnclaveCleanRoom.PrivateModels.Tests.Scoring;

public sealed class ModelTextTests
{
    [Fact]
    public void The_boosting_library_reads_the_text_and_scores_the_same_to_the_last_bit()
    {
        GeneratedExamples data = new(3000, 7);
        foreach (PrivateTrainingOptions options in (PrivateTrainingOptions[])[new BoostedOptions(), new LogisticOptions()])
        {
            PrivateModel model = Room.Train(PrivateTraining.Plan(options, GeneratedExamples.Features, 1, Rho.Parse("1")), data.Examples).Value;
            Assert.True(Booster.TryParse(model.WriteModelText(), out Booster? booster, out ModelFailure failure), $"{failure}");
            Assert.Equal(["bent", "useless", "kind"], booster.FeatureNames);
            Assert.True(booster.PredictsProbability);
            double[][] rows =
            [
                .. Enumerable.Range(0, 3000).Select(data.Row),
                [double.PositiveInfinity, double.NegativeInfinity, 4.5], [-1, 1000, 5], [1, 0, -0.5], [double.NaN, double.NaN, -1], [0, 1e300, 1e300],
                .. model.Curves[0].Thresholds.Select(threshold => new[] { threshold, 5, 0 }),
                .. model.Curves[0].Thresholds.Select(threshold => new[] { Math.BitIncrement(threshold), 5, 0 }),
            ];
            foreach (double[] row in rows)
            {
                Assert.Equal(booster.PredictRaw(row), model.Score(row));
            }
        }
    }

    [Fact]
    public void Many_rows_score_as_each_does_at_any_number_of_threads()
    {
        GeneratedExamples data = new(9000, 8);
        PrivateModel model = Room.Train(PrivateTraining.Plan(new BoostedOptions(), GeneratedExamples.Features, 1, Rho.Parse("1")), data.Examples).Value;
        foreach (int threads in (int[])[1, 3])
        {
            double[] scores = new double[9000];
            model.Score(data.Columns, scores, threads);
            for (int row = 0; row < scores.Length; row++)
            {
                Assert.Equal(model.Score(data.Row(row)), scores[row]);
            }
        }
    }

    [Fact]
    public void A_row_is_scored_without_allocation()
    {
        GeneratedExamples data = new(500, 9);
        PrivateModel model = Room.Train(PrivateTraining.Plan(new BoostedOptions(), GeneratedExamples.Features, 1, Rho.Parse("1")), data.Examples).Value;
        double[] row = data.Row(0);
        double sum = model.Score(row);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            sum += model.Score(row);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(double.IsFinite(sum));
    }

    [Fact]
    public void A_row_of_another_length_is_refused()
    {
        GeneratedExamples data = new(100, 10);
        PrivateModel model = Room.Train(PrivateTraining.Plan(new BoostedOptions(), GeneratedExamples.Features, 1, Rho.Parse("1")), data.Examples).Value;
        Assert.Throws<ArgumentException>(() => model.Score([1, 2]));
        Assert.Throws<ArgumentException>(() => model.Score(data.Columns, new double[99]));
        Assert.Throws<ArgumentException>(() => model.Score([data.Columns[2], data.Columns[1], data.Columns[0]], new double[100]));
    }
}
