using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether figures of reach have the shape that the question gives them.</summary>
internal static class ReachFit
{
    internal static bool Fits(Agreement agreement, ReachTerms terms, ReachQuery query, ReachAnswer answer) =>
        !answer.IntervalsCoverBounding
        && answer.Keys.SequenceEqual(query.Keys)
        && answer.AudiencePeople.Count == terms.Audience.Count
        && Fits(terms, query, answer.Total)
        && answer.Groups.All(group => Fits(terms, query, group.Figures))
        && PublicColumn.NamesFit(agreement, query.Keys, [.. answer.Groups.Select(group => group.Values)]);

    private static bool Fits(ReachTerms terms, ReachQuery query, ReachFigures figures) =>
        Fits(query, figures.Everybody)
        && figures.OnTarget.Count == terms.Audience.Count
        && figures.OnTarget.All(audience => Fits(query, audience.Frequency));

    private static bool Fits(ReachQuery query, FrequencyFigures figures) =>
        figures.Histogram.Count == query.FrequencyCap && figures.AtLeast.Count == query.FrequencyCap;
}
