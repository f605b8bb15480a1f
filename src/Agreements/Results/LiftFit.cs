using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether a lift's answer names the arms and values of its question, and says of each interval what it covers.</summary>
internal static class LiftFit
{
    internal static bool Fits(LiftTerms terms, LiftQuery query, LiftAnswer answer) =>
        !answer.IntervalsCoverBounding
        && Fits(answer.Treatment, terms.Treatment)
        && Fits(answer.Control, terms.Control)
        && answer.RelativeLift.Count <= 1
        && answer.Split.Planned == terms.TreatmentPermille / 1000.0
        && answer.Values.Select(value => value.Column).SequenceEqual(query.Values)
        && CoverNoise([answer.Others])
        && CoverSampling([answer.AbsoluteLift, answer.IncrementalConversions, answer.Split.TreatmentShare, .. answer.RelativeLift])
        && answer.Values.All(value => CoverSampling([value.Treatment, value.Control, value.Difference, value.Incremental]));

    private static bool Fits(ArmFigures arm, string name) => arm.Arm == name && CoverNoise([arm.People, arm.Conversions]) && CoverSampling([arm.Rate]);

    private static bool CoverNoise(IEnumerable<Figure> figures) => figures.All(figure => figure.InferredFrom == Figure.FromNoise);

    private static bool CoverSampling(IEnumerable<Figure> figures) => figures.All(figure => figure.InferredFrom == Figure.FromSamplingAndNoise);
}
