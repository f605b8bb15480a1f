using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether an answer is one to the question beside it: of its kind, about its columns and tables.</summary>
internal static class AnswerFit
{
    internal static bool Fits(Agreement agreement, Result result, QueryTerms terms) => (terms, result.Query, result.Answer) switch
    {
        (ProfileTerms profile, ProfileQuery query, ProfileAnswer answer) => ProfileFit.Fits(agreement, profile, query, answer),
        (CreativeTerms creative, CreativeQuery query, CreativeAnswer answer) => CreativeFit.Fits(agreement, creative, query, answer),
        (OverlapTerms overlap, OverlapQuery query, OverlapAnswer answer) => OverlapFit.Fits(agreement, overlap, query, answer),
        (SegmentsTerms segments, SegmentsQuery query, SegmentsAnswer answer) => SegmentsAnswerFit.Fits(segments, query, answer),
        (CtrModelTerms model, CtrModelQuery, CtrModelAnswer answer) => !answer.IntervalsCoverBounding && answer.Label == model.Label,
        (PrivateModelTerms model, PrivateModelQuery query, PrivateModelAnswer answer) => PrivateModelFit.Fits(agreement, result, model, query, answer),
        (AttributionTerms attribution, AttributionQuery query, AttributionAnswer answer) => AttributionFit.Fits(agreement, attribution, query, answer),
        (ReachTerms reach, ReachQuery query, ReachAnswer answer) => ReachFit.Fits(agreement, reach, query, answer),
        (MarketsTerms markets, MarketsQuery query, MarketsAnswer answer) => MarketsFit.Fits(agreement, markets, query, answer),
        (LiftTerms lift, LiftQuery query, LiftAnswer answer) => LiftFit.Fits(lift, query, answer),
        (SuppressionTerms suppression, SuppressionQuery query, SuppressionAnswer answer) => SuppressionFit.Fits(suppression, query, answer),
        (LookalikeTerms lookalike, LookalikeQuery query, LookalikeAnswer answer) => LookalikeFit.Fits(lookalike, query, answer),
        (SyntheticTerms synthetic, SyntheticQuery query, SyntheticAnswer answer) => SyntheticFit.Fits(agreement, synthetic, query, answer),
        _ => false,
    };

    internal static string Describe(Result result) => $"{Name(result.Answer, nameof(Answer))} to {Name(result.Query, nameof(Query))}";

    private static string Name(object value, string suffix) => value.GetType().Name.Replace(suffix, "", StringComparison.Ordinal);
}
