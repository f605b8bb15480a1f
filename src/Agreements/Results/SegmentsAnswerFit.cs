using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether figures by group are of the groups, and the figures, that were asked for.</summary>
internal static class SegmentsAnswerFit
{
    internal static bool Fits(SegmentsTerms terms, SegmentsQuery query, SegmentsAnswer answer) =>
        !answer.IntervalsCoverBounding
        && answer.Keys.SequenceEqual(query.Keys)
        && answer.Groups.Count <= query.Limit
        && answer.GroupsLeftOut >= 0
        && answer.Groups.Count + (long)answer.GroupsLeftOut <= terms.MaximumGroups
        && answer.Groups.All(group => group.Values.Count == query.Keys.Count && AreAsked(query, group.Figures))
        && answer.Groups.Select(group => string.Join('\0', group.Values)).Distinct().Count() == answer.Groups.Count
        && AreAsked(query, answer.Other)
        && AreAsked(query, answer.Total);

    /// <summary>Figures of the question in its order, of which only ratios may be missing.</summary>
    private static bool AreAsked(SegmentsQuery query, IReadOnlyList<MeasureFigure> figures)
    {
        int next = 0;
        foreach (Measure measure in query.Measures)
        {
            if (next < figures.Count && figures[next].Measure == measure.Name)
            {
                next++;
            }
            else if (measure is not RatioMeasure)
            {
                return false;
            }
        }

        return next == figures.Count;
    }
}
