using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel;

/// <summary>Trains one model and counts the held-out rows by score. The model lives inside one call and has no way out of it.</summary>
internal static class ScoredHistogram
{
    /// <summary>
    /// Fills clicks by bin, then non-clicks by bin. Where there is nothing to train on (no joined rows, one class only) every
    /// row scores alike: the release is made all the same, so that its absence tells nothing.
    /// </summary>
    internal static void Fill(
        Span<long> histogram,
        ScoreBins bins,
        bool usePartner,
        BoundedExamples examples,
        BoosterOptions options,
        CancellationToken cancellationToken)
    {
        int[] heldOut = examples.HeldOut;
        double[] scores = new double[heldOut.Length];
        double[] labels = examples.LabelsOf(examples.Training);
        bool hasBothClasses = labels.Contains(0.0) && labels.Contains(1.0);
        if (hasBothClasses && heldOut.Length > 0)
        {
            TrainingData data = TrainingData.Create(examples.Features.Build(examples.Training, usePartner), labels, [], options);
            Booster booster = Booster.Train(data, null, options, null, cancellationToken);
            booster.PredictRaw(examples.Features.Build(heldOut, usePartner), scores, options.NumThreads);
        }

        for (int i = 0; i < heldOut.Length; i++)
        {
            int bin = bins.IndexOf(scores[i]);
            histogram[examples.Labels[heldOut[i]] ? bin : bins.Count + bin]++;
        }
    }
}
