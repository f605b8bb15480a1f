using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.SyntheticData;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic.Utility;

/// <summary>A model of made rows, as whoever receives them would train one: it costs no privacy. Only its scores of held-out rows, counted with noise, leave.</summary>
internal static class MadeModel
{
    /// <summary>Of more made rows every so manieth is trained on, which bounds the time.</summary>
    private const int MostRows = 200_000;

    /// <returns>The log-odds of the made rows that were trained on, and of each held-out row.</returns>
    internal static (double[] Made, double[] HeldOut) Score(UtilityFeatures features, DiscreteTable made, bool[] isPositive, DiscreteTable heldOut, int threads, CancellationToken cancellationToken)
    {
        int step = Math.Max(1, (made.Rows + MostRows - 1) / MostRows);
        double[] labels = [.. Enumerable.Range(0, (made.Rows + step - 1) / step).Select(row => isPositive[row * step] ? 1.0 : 0)];
        double positives = labels.Sum();
        double[] ofMade = new double[labels.Length];
        double[] scores = new double[heldOut.Rows];
        if (positives == 0 || positives == labels.Length)
        {
            // Of one outcome alone nothing is learned, and that is noise's doing as well as data's: the figures are released all the same.
            double rate = Math.Log((positives + 0.5) / (labels.Length - positives + 0.5));
            Array.Fill(ofMade, rate);
            Array.Fill(scores, rate);
            return (ofMade, scores);
        }

        BoosterOptions options = new() { Objective = Objective.Binary, NumIterations = 100, LearningRate = 0.05, NumLeaves = 15, NumThreads = threads };
        FeatureTable rows = features.ForTrees(made, step);
        Booster booster = Booster.Train(TrainingData.Create(rows, labels, [], options), null, options, cancellationToken: cancellationToken);
        booster.PredictRaw(rows, ofMade, threads);
        if (heldOut.Rows > 0)
        {
            booster.PredictRaw(features.ForTrees(heldOut, 1), scores, threads);
        }

        return (ofMade, scores);
    }
}
