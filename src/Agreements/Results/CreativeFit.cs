using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether figures of responses have the shape that the question gives them.</summary>
internal static class CreativeFit
{
    internal static bool Fits(Agreement agreement, CreativeTerms terms, CreativeQuery query, CreativeAnswer answer) =>
        !answer.IntervalsCoverBounding
        && terms.Id == query.Terms
        && answer.Keys.SequenceEqual(query.Keys)
        && answer.Groups.Select(group => group.Figures).Append(answer.Total).All(figures => figures.ByFrequency.Count == query.FrequencyCap)
        && PublicColumn.NamesFit(agreement, query.Keys, [.. answer.Groups.Select(group => group.Values)]);
}
