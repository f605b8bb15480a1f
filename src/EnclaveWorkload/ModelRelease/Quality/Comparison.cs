using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Quality;

/// <summary>What the first of two models ranks better than the second: the gain in AUC, how sure it is by the noise, and by the noise and the sampling of people.</summary>
internal static class Comparison
{
    internal static ModelComparison Of(NoisyHistogram first, NoisyHistogram second)
    {
        Estimate gain = Estimate.Difference(AucEstimate.Of(first), AucEstimate.Of(second));
        Estimate atLarge = gain with { Variance = gain.Variance + AucSampling.VarianceOf(first) + AucSampling.VarianceOf(second) };
        double deviation = Math.Sqrt(atLarge.Variance);
        return new ModelComparison
        {
            WithoutPartner = QualityReport.Describe(second),
            AucGain = gain.ToFigure(-1, 1),
            AucGainAtLarge = atLarge.ToFigure(-1, 1) with { InferredFrom = Figure.FromSamplingAndNoise },
            Significance = double.IsFinite(deviation) && deviation > 0 ? Math.Min(1, 2 * StandardNormal.UpperTail(Math.Abs(gain.Value) / deviation)) : 1,
        };
    }
}
