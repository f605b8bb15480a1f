using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a question of creative and frequency effectiveness is within its terms.</summary>
internal static class CreativeAdmission
{
    internal static void Check(Agreement agreement, CreativeTerms terms, CreativeQuery query, Findings findings)
    {
        FilterAdmission.CheckKeys(query.Keys, terms.Keys, most: 1, findings);
        FilterAdmission.CheckFilters(agreement, query.Filters, terms.Filters, findings);
        findings.Within("frequencyCap", query.FrequencyCap, 2, terms.MaximumFrequency);
        long groups = query.Keys.Sum(key => PublicColumn.VocabularyOf(agreement, key)?.Values.Count + 1L ?? 0);
        findings.Within("creatives times frequencies", groups * Math.Clamp(query.FrequencyCap, 0, terms.MaximumFrequency), 0, ReachAdmission.MostCells);
    }
}
