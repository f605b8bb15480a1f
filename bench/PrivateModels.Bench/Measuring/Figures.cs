namespace EnclaveCleanRoom.PrivateModels.Bench.Measuring;

/// <summary>How good scores are on rows that were not trained on.</summary>
internal sealed record Figures(double Auc, double LogLoss, double Calibration, double Seconds)
{
    /// <summary>ROC AUC with ties counted half; mean of -ln p with p confined to [1e-6, 1-1e-6]; mean(p) over the rate.</summary>
    internal static Figures Of(ReadOnlySpan<double> probabilities, bool[] labels, double seconds)
    {
        double[] sorted = probabilities.ToArray();
        bool[] outcomes = [.. labels];
        Array.Sort(sorted, outcomes);
        (double pairs, double below, double loss, double sum) = (0, 0, 0, 0);
        for (int i = 0; i < sorted.Length;)
        {
            (int end, double positives) = (i, 0);
            for (; end < sorted.Length && sorted[end] == sorted[i]; end++)
            {
                double p = Math.Clamp(sorted[end], 1e-6, 1 - 1e-6);
                loss -= Math.Log(outcomes[end] ? p : 1 - p);
                sum += sorted[end];
                positives += outcomes[end] ? 1 : 0;
            }

            double negatives = end - i - positives;
            pairs += positives * (below + (negatives / 2));
            below += negatives;
            i = end;
        }

        double clicks = sorted.Length - below;
        return new Figures(pairs / (below * clicks), loss / sorted.Length, sum / clicks, seconds);
    }
}
