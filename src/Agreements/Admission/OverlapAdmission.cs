using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a question of overlap is within its terms.</summary>
internal static class OverlapAdmission
{
    internal static void Check(OverlapTerms terms, OverlapQuery query, Findings findings) =>
        FilterAdmission.CheckKeys(query.Keys, terms.Keys, most: 1, findings);
}
