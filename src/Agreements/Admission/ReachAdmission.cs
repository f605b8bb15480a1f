using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a question of reach and frequency is within its terms.</summary>
internal static class ReachAdmission
{
    /// <summary>Groups times frequencies: every one is reported, and a result stays small enough to be read.</summary>
    internal const int MostCells = 20_000;

    internal static void Check(Agreement agreement, ReachTerms terms, ReachQuery query, Findings findings)
    {
        FilterAdmission.CheckKeys(query.Keys, terms.Keys, most: 1, findings);
        FilterAdmission.CheckFilters(agreement, query.Filters, terms.Filters, findings);
        findings.Within("frequencyCap", query.FrequencyCap, 2, terms.MaximumFrequency);
        long groups = query.Keys.Sum(key => PublicColumn.VocabularyOf(agreement, key)?.Values.Count + 1L ?? 0);
        findings.Within("groups times frequencies", groups * Math.Clamp(query.FrequencyCap, 0, terms.MaximumFrequency), 0, MostCells);
    }
}
