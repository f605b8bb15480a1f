using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether an answer about matched markets holds every market and period of its question, and says of each interval what it covers.</summary>
internal static class MarketsFit
{
    internal static bool Fits(Agreement agreement, MarketsTerms terms, MarketsQuery query, MarketsAnswer answer)
    {
        IReadOnlyList<string> markets = agreement.FindColumn(terms.Market)?.Domain is VocabularyDomain vocabulary ? vocabulary.Values : [];
        string[] untreated = [.. markets.Except(query.Treated, StringComparer.Ordinal)];
        return !answer.IntervalsCoverBounding
            && answer.Markets.Select(market => market.Market).SequenceEqual(markets, StringComparer.Ordinal)
            && answer.Markets.All(market => market.IsTreated == query.Treated.Contains(market.Market)
                && market.Weight >= 0
                && (market.Weight == 0 || !market.IsTreated)
                && market.Totals.Count == query.Periods
                && market.Totals.All(CoversNoise))
            && answer.Others.Count == query.Periods
            && answer.Others.All(CoversNoise)
            && answer.Synthetic.Count == query.Periods
            && answer.Effect.InferredFrom == Figure.FromPlacebosAndNoise
            && answer.EffectCoverage is > 0 and <= 0.95
            && CoversNoise(answer.EffectFromNoise)
            && CoversNoise(answer.DifferenceInDifferences)
            && answer.PlaceboRank is > 0 and <= 1
            && answer.Placebos.Count == untreated.Length
            && answer.Placebos.All(placebo => placebo.Markets.Count == query.Treated.Count && placebo.Markets.All(untreated.Contains));
    }

    private static bool CoversNoise(Figure figure) => figure.InferredFrom == Figure.FromNoise;
}
