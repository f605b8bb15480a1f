using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a question for a lookalike audience is within its terms.</summary>
internal static class LookalikeAdmission
{
    internal static void Check(LookalikeTerms terms, LookalikeQuery query, Findings findings) => findings.DistinctAndAmong("size", [query.Size], [.. terms.Sizes]);
}
