using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a question about matched markets is within its terms.</summary>
internal static class MarketsAdmission
{
    private const int MostPeriodSeconds = 366 * 86_400;
    private static readonly DateTimeOffset s_first = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset s_last = new(2199, 12, 31, 23, 59, 59, TimeSpan.Zero);

    internal static void Check(Agreement agreement, MarketsTerms terms, MarketsQuery query, Findings findings)
    {
        IReadOnlyList<string> markets = agreement.FindColumn(terms.Market)?.Domain is VocabularyDomain vocabulary ? vocabulary.Values : [];
        findings.DistinctAndAmong("treated", query.Treated, markets);

        // A placebo takes as many markets as were treated out of the untreated ones, and two at least must be left to compare it with.
        findings.Within("treated markets", query.Treated.Count, 1, (markets.Count - 2) / 2);
        findings.Within("prePeriods", query.PrePeriods, 2, terms.MaximumPeriods);
        findings.Within("postPeriods", query.PostPeriods, 1, terms.MaximumPeriods);
        findings.Within("prePeriods and postPeriods together", (long)query.PrePeriods + query.PostPeriods, 3, terms.MaximumPeriods);
        findings.Within("periodSeconds", query.PeriodSeconds, 3600, MostPeriodSeconds);
        if (query.Start < s_first || query.Start > s_last || query.Start.Offset != TimeSpan.Zero || query.Start.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            findings.Outside("start", $"{query.Start:O}", "a whole second in UTC, 1970 to 2199");
        }

        findings.Within("values", query.Values.Count, 0, 1);
        findings.DistinctAndAmong("values", query.Values, terms.Values);
    }
}
