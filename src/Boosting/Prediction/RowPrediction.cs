using EnclaveCleanRoom.Boosting.Model;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Prediction;

/// <summary>Predicts one row, iteration after iteration, so that it can end when the row is clear.</summary>
internal static class RowPrediction
{
    public static void Predict(BoosterModel model, ReadOnlySpan<double> features, Span<double> predictions, PredictionRange range)
    {
        predictions.Clear();
        for (int i = 0; i < range.Count; i++)
        {
            for (int output = 0; output < predictions.Length; output++)
            {
                Tree tree = model.Trees[((range.Start + i) * model.Outputs) + output];
                predictions[output] += tree.LeafValue[tree.LeafOf(features)];
            }

            if (range.StopEvery > 0 && (i + 1) % range.StopEvery == 0 && IsClear(predictions, range.Margin))
            {
                break;
            }
        }

        Finish(model, predictions, range);
    }

    /// <summary>Makes predictions of a row's sums.</summary>
    public static void Finish(BoosterModel model, Span<double> row, PredictionRange range)
    {
        // The native program's raw scores are sums, whatever its predictions are.
        if (model.IsAveraged && range.Count > 0 && !range.IsRaw)
        {
            foreach (ref double score in row)
            {
                score /= range.Count;
            }
        }

        if (!range.IsRaw)
        {
            model.Transform.Apply(row);
        }
    }

    private static bool IsClear(ReadOnlySpan<double> scores, double margin)
    {
        if (scores.Length == 1)
        {
            return 2 * Math.Abs(scores[0]) > margin;
        }

        double best = double.NegativeInfinity;
        double second = double.NegativeInfinity;
        foreach (double score in scores)
        {
            second = Math.Max(second, Math.Min(best, score));
            best = Math.Max(best, score);
        }

        return best - second > margin;
    }
}
