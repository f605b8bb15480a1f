using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Tests.Data;
using EnclaveCleanRoom.PrivateModels.Tests.Privacy;

namespace EnclaveCleanRoom.PrivateModels.Tests.Training;

/// <summary>A training that is planned before vocabulary and thresholds are known, and trains once they are.</summary>
public sealed class LaterFeaturesTests
{
    private static readonly PrivateTraining s_planned = PrivateTraining.Plan(
        new BoostedOptions { Candidates = 8 }, [PrivateFeature.Numeric("bent", 0, 1), PrivateFeature.Numeric("useless", 0, 1), PrivateFeature.Categorical("kind", 50)], 1, Rho.Parse("0.03"));

    private static readonly PrivateFeature[] s_later =
    [
        PrivateFeature.Numeric("bent", -1, 1, [-0.6, -0.3, 0, 0.3, 0.6]), PrivateFeature.Numeric("useless", 0, 1000, []), PrivateFeature.Categorical("kind", 5),
    ];

    [Fact]
    public void It_costs_what_was_planned_and_learns_over_what_was_found()
    {
        PrivateTraining training = s_planned.With(s_later);
        Assert.Equal(s_planned.Mechanisms, training.Mechanisms);
        GeneratedExamples train = new(20_000, 1);
        PrivateRelease<PrivateModel> model = Room.Train(training, train.Examples);
        Assert.Equal(s_planned.Cost, model.Cost);
        Assert.Equal([-0.6, -0.3, 0, 0.3, 0.6], model.Value.Curves[0].Thresholds);
        Assert.Empty(model.Value.Curves[1].Thresholds);
        double error = Enumerable.Range(0, 20_000).Average(row => Math.Pow(model.Value.Score(train.Row(row)) - train.LogOdds[row], 2));
        double spread = train.LogOdds.Average(truth => Math.Pow(truth - train.LogOdds.Average(), 2));
        Assert.True(error < spread / 4, $"{error} of {spread}");
    }

    [Fact]
    public void Another_feature_or_a_larger_one_is_refused()
    {
        PrivateFeature[][] refused =
        [
            [.. s_later.Skip(1)],
            [s_later[0], s_later[1], PrivateFeature.Categorical("kind", 51)],
            [s_later[0], s_later[1], PrivateFeature.Categorical("other", 5)],
            [s_later[0], s_later[1], s_later[2] with { IsProtected = true }],
            [s_later[0], s_later[1], PrivateFeature.Numeric("kind", 0, 1)],
            [PrivateFeature.Numeric("bent", -1, 1, [-0.7, -0.6, -0.5, -0.4, 0, 0.3, 0.6, 0.9]), s_later[1], s_later[2]],
        ];
        Assert.All(refused, features => Assert.Throws<ArgumentException>(() => s_planned.With(features)));
    }

    [Fact]
    public void Thresholds_out_of_order_or_bounds_are_refused()
    {
        double[][] refused = [[0.5, 0.4], [0.4, 0.4], [-0.1], [1], [double.NaN]];
        Assert.All(refused, thresholds => Assert.Throws<ArgumentException>(() => PrivateFeature.Numeric("n", 0, 1, thresholds)));
        Assert.Equal([0, 0.5], PrivateFeature.Numeric("n", 0, 1, [0, 0.5]).Thresholds);
    }
}
