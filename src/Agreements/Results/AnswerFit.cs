using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether an answer is one to the question beside it: of its kind, about its columns and tables.</summary>
internal static class AnswerFit
{
    internal static bool Fits(Agreement agreement, Result result, QueryTerms terms) => (terms, result.Query, result.Answer) switch
    {
        (OverlapTerms overlap, OverlapQuery, OverlapAnswer answer) =>
            answer.IntervalsCoverBounding
            && answer.Tables.Count == 2
            && answer.Tables.Select(table => table.Dataset).ToHashSet().SetEquals([overlap.Left, overlap.Right]),
        (SegmentsTerms segments, SegmentsQuery query, SegmentsAnswer answer) => SegmentsAnswerFit.Fits(segments, query, answer),
        (CtrModelTerms model, CtrModelQuery, CtrModelAnswer answer) => !answer.IntervalsCoverBounding && answer.Label == model.Label,
        (AttributionTerms attribution, AttributionQuery query, AttributionAnswer answer) => AttributionFit.Fits(agreement, attribution, query, answer),
        (ReachTerms reach, ReachQuery query, ReachAnswer answer) => ReachFit.Fits(agreement, reach, query, answer),
        (MarketsTerms markets, MarketsQuery query, MarketsAnswer answer) => MarketsFit.Fits(agreement, markets, query, answer),
        (LiftTerms lift, LiftQuery query, LiftAnswer answer) => LiftFit.Fits(lift, query, answer),
        _ => false,
    };

    internal static string Describe(Result result) => $"{Name(result.Answer, nameof(Answer))} to {Name(result.Query, nameof(Query))}";

    private static string Name(object value, string suffix) => value.GetType().Name.Replace(suffix, "", StringComparison.Ordinal);
}
