using EnclaveCleanRoom.Boosting.Histograms;
using EnclaveCleanRoom.Boosting.Model;
using EnclaveCleanRoom.Boosting.Objectives;
using EnclaveCleanRoom.Boosting.Prediction;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Fits the leaves of a model's trees to new rows, tree after tree; splits stay as they are.</summary>
internal static class Refitting
{
    public static BoosterModel Refit(BoosterModel model, FeatureTable features, RowInformation rows, BoosterOptions options)
    {
        TrainingData data = TrainingData.Create(features, rows with { InitialScores = default, InitialModel = null }, options);
        IObjective objective = ObjectiveFactory.Make(data, options, null);
        if (objective.ModelName != model.Objective)
        {
            throw new ArgumentException("The options' objective is not the model's.", nameof(options));
        }

        using Team team = new(options.NumThreads);
        int[] leaves = new int[data.RowCount * model.Trees.Count];
        PredictionRange all = PredictionRange.Of(model, PredictionOptions.Default);
        TablePrediction.Leaves(model, features, leaves, all, options.NumThreads);
        GradientBoard gradients = new(data.RowCount, model.Outputs);
        double[] scores = new double[data.RowCount * model.Outputs];
        Tree[] trees = [.. model.Trees];
        for (int index = 0; index < trees.Length; index++)
        {
            int output = index % model.Outputs;
            if (output == 0)
            {
                gradients.Differentiate(objective, scores, team);
            }

            trees[index] = RefitTree(trees[index], row => leaves[(row * trees.Length) + index], gradients, output, options);
            for (int row = 0; row < data.RowCount; row++)
            {
                scores[(output * data.RowCount) + row] += trees[index].LeafValue[leaves[(row * trees.Length) + index]];
            }
        }

        return model.With(trees, ModelParameters.Describe(options));
    }

    private static Tree RefitTree(Tree tree, Func<int, int> leafOf, GradientBoard gradients, int output, BoosterOptions options)
    {
        int rows = gradients.Gradients.Length / gradients.Outputs;
        double[] gradientSums = new double[tree.LeafValue.Length];
        double[] hessianSums = new double[tree.LeafValue.Length];
        for (int row = 0; row < rows; row++)
        {
            int leaf = leafOf(row);
            gradientSums[leaf] += gradients.Gradients[(output * rows) + row];
            hessianSums[leaf] += gradients.Hessians[(output * rows) + row];
        }

        LeafOutput rule = new(options.LambdaL1, options.LambdaL2, options.MaxDeltaStep);
        double[] values = new double[tree.LeafValue.Length];
        for (int leaf = 0; leaf < values.Length; leaf++)
        {
            double fitted = rule.Value(gradientSums[leaf], hessianSums[leaf] + NodeSums.Epsilon) * tree.Shrinkage;
            values[leaf] = (options.RefitDecayRate * tree.LeafValue[leaf]) + ((1.0 - options.RefitDecayRate) * fitted);
        }

        return tree.WithLeafValues(values);
    }
}
