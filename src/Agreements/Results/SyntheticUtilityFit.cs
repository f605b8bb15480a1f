using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether the figures of use beside synthetic rows are those that were asked for, and possible ones.</summary>
internal static class SyntheticUtilityFit
{
    internal static bool Fits(SyntheticQuery query, IReadOnlyList<SyntheticUtility> utility) =>
        utility.Select(each => each.Label).SequenceEqual(query.Utility)
        && utility.All(each => IsWithin(each.TrainedOnMade.Auc, 0, 1) && IsWithin(each.TrainedOnTrue.Auc, 0, 1) && IsWithin(each.AucDifference, -1, 1));

    private static bool IsWithin(Figure figure, double least, double most) =>
        figure.InferredFrom == Figure.FromNoise && figure.Low >= least && figure.Low <= figure.Estimate && figure.Estimate <= figure.High && figure.High <= most;
}
