using EnclaveCleanRoom.Boosting.Compiled;
using EnclaveCleanRoom.Boosting.Model;
using EnclaveCleanRoom.Boosting.Training;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Prediction;

/// <summary>Predicts the rows of a table.</summary>
internal static class TablePrediction
{
    private const int BlockRows = 256;

    private delegate void RowAction(int row, ReadOnlySpan<double> features);

    public static void Predict(BoosterModel model, KeptTrees kept, FeatureTable features, Span<double> predictions, PredictionRange range, int threads)
    {
        double[] results = new double[predictions.Length];
        if (range.StopEvery > 0)
        {
            ForEachRow(features, threads, (row, values) =>
                RowPrediction.Predict(model, values, results.AsSpan(row * model.Outputs, model.Outputs), range));
        }
        else
        {
            AddTrees(model, kept, features, results, range, threads);
            for (int row = 0; row < features.RowCount; row++)
            {
                RowPrediction.Finish(model, results.AsSpan(row * model.Outputs, model.Outputs), range);
            }
        }

        results.CopyTo(predictions);
    }

    public static void Leaves(BoosterModel model, FeatureTable features, Span<int> leaves, PredictionRange range, int threads)
    {
        int[] results = new int[leaves.Length];
        Tree[] trees = Chosen(model, range);
        ForEachRow(features, threads, (row, values) =>
        {
            for (int tree = 0; tree < trees.Length; tree++)
            {
                results[(row * trees.Length) + tree] = trees[tree].LeafOf(values);
            }
        });
        results.CopyTo(leaves);
    }

    public static void Contributions(BoosterModel model, FeatureTable features, Span<double> contributions, PredictionRange range, int threads)
    {
        double[] results = new double[contributions.Length];
        int width = features.Columns.Count + 1;
        TreeExplanation[] trees = [.. Chosen(model, range).Select(tree => new TreeExplanation(tree))];
        ForEachRow(features, threads, (row, values) =>
        {
            for (int tree = 0; tree < trees.Length; tree++)
            {
                int output = tree % model.Outputs;
                trees[tree].Add(values, results.AsSpan(((row * model.Outputs) + output) * width, width));
            }
        });
        results.CopyTo(contributions);
    }

    private static Tree[] Chosen(BoosterModel model, PredictionRange range) =>
        [.. model.Trees.Skip(range.Start * model.Outputs).Take(range.Count * model.Outputs)];

    private static void AddTrees(BoosterModel model, KeptTrees kept, FeatureTable features, double[] results, PredictionRange range, int threads)
    {
        if (model.Outputs == 1)
        {
            BatchPrediction.Run(model.TreesOf(0, range.Start, range.Count), features, results, threads, range.IsWhole(model) ? kept : null);
            return;
        }

        double[] scores = new double[features.RowCount];
        for (int output = 0; output < model.Outputs; output++)
        {
            BatchPrediction.Run(model.TreesOf(output, range.Start, range.Count), features, scores, threads);
            for (int row = 0; row < scores.Length; row++)
            {
                results[(row * model.Outputs) + output] = scores[row];
            }
        }
    }

    private static void ForEachRow(FeatureTable features, int threads, RowAction action)
    {
        using Team team = new(threads);
        team.Run((features.RowCount + BlockRows - 1) / BlockRows, (_, block) =>
        {
            double[] values = new double[features.Columns.Count];
            int end = Math.Min(features.RowCount, (block + 1) * BlockRows);
            for (int row = block * BlockRows; row < end; row++)
            {
                for (int feature = 0; feature < values.Length; feature++)
                {
                    values[feature] = features.Columns[feature].ValueAt(row);
                }

                action(row, values);
            }
        });
    }
}
