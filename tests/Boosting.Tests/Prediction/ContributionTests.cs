using EnclaveCleanRoom.Boosting.Tests.Vectors;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Tests.Prediction;

/// <summary>Shapley values against their definition: the mean over all orders of features.</summary>
public sealed class ContributionTests
{
    private const int Features = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void They_are_the_means_over_all_orders_of_features(int seed)
    {
        LabelledRows rows = GeneratedRows.Mixed(300, seed);
        BoosterOptions options = new() { NumIterations = 3, NumLeaves = 12, MinDataInLeaf = 5, MinDataPerGroup = 5 };
        Booster booster = Trained.On(rows.ToTrainingData(options), options);
        double[] contributions = new double[300 * (Features + 1)];
        booster.PredictContributions(rows.Features, contributions, threads: 2);
        for (int row = 0; row < 10; row++)
        {
            double[] values = [.. rows.Features.Columns.Select(column => column.ValueAt(row))];
            double[] expected = Defined(booster, values);
            Assert.All(expected.Zip(contributions.Skip(row * (Features + 1))), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        }
    }

    [Fact]
    public void They_sum_to_each_raw_score_of_several_classes_at_any_number_of_threads()
    {
        LabelledRows rows = GeneratedRows.Mixed(400, seed: 4);
        rows = rows with { Labels = [.. rows.Labels.Select((label, row) => label + (row % 2))] };
        BoosterOptions options = new() { Objective = Objective.Multiclass, NumClass = 3, NumIterations = 4 };
        Booster booster = Trained.On(rows.ToTrainingData(options), options);
        double[] one = new double[400 * 3 * (Features + 1)];
        double[] three = new double[one.Length];
        double[] raw = new double[400 * 3];
        booster.PredictContributions(rows.Features, one);
        booster.PredictContributions(rows.Features, three, threads: 3);
        booster.Predict(rows.Features, raw, PredictionOptions.Raw);
        Assert.Equal(one, three);
        Assert.All(one.Chunk(Features + 1).Zip(raw), pair => Assert.Equal(pair.Second, pair.First.Sum(), 1e-10));
    }

    /// <summary>Every set of features counts by the share of orders in which it comes before a feature.</summary>
    private static double[] Defined(Booster booster, double[] values)
    {
        double[] shapley = new double[Features + 1];
        double[] factorial = [1, 1, 2, 6, 24, 120, 720, 5040, 40320];
        double[] expected = [.. Enumerable.Range(0, 1 << Features).Select(set => booster.Model.Trees.Sum(tree => Expected(tree, 0, values, set)))];
        for (int set = 0; set < 1 << Features; set++)
        {
            int size = int.PopCount(set);
            for (int feature = 0; feature < Features; feature++)
            {
                if ((set >> feature & 1) == 0)
                {
                    shapley[feature] += factorial[size] * factorial[Features - size - 1] / factorial[Features] * (expected[set | (1 << feature)] - expected[set]);
                }
            }
        }

        shapley[Features] = expected[0];
        return shapley;
    }

    /// <summary>A tree's output when only the features of a set are known.</summary>
    private static double Expected(Tree tree, int node, double[] values, int known)
    {
        if (node < 0)
        {
            return tree.LeafValue[~node];
        }

        int feature = tree.SplitFeature[node];
        if ((known >> feature & 1) != 0)
        {
            return Expected(tree, tree.GoesLeft(node, values[feature]) ? tree.LeftChild[node] : tree.RightChild[node], values, known);
        }

        double left = Count(tree, tree.LeftChild[node]);
        double right = Count(tree, tree.RightChild[node]);
        return ((left * Expected(tree, tree.LeftChild[node], values, known)) + (right * Expected(tree, tree.RightChild[node], values, known))) / (left + right);
    }

    private static double Count(Tree tree, int node) => node >= 0 ? tree.InternalCount[node] : tree.LeafCount[~node];
}
