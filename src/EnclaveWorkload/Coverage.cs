using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>The sentence that says whom the ε of an answer covers.</summary>
internal static class Coverage
{
    internal const string Everybody = "ε covers every person in any of the tables.";

    internal const string HeldOutOnly = "ε covers held-out users only; training users are not covered.";

    internal static string TowardRecipient(PartyId recipient) =>
        $"ε covers every person in tables that '{recipient}' does not own, towards '{recipient}' alone: the answer is for nobody else.";

    /// <summary>Of a private model.</summary>
    internal static string Of(PrivateModelTerms terms) => terms.Protects == ProtectedPeople.Everybody
        ? Everybody
        : $"ε covers every person in {terms.Partner}, towards {terms.Recipients[0]} alone: {Protected(terms)}, and being there at all. What {terms.Recipients[0]} knows of {terms.Rows} is not protected from it.";

    private static string Protected(PrivateModelTerms terms) => terms.Label.Dataset == terms.Rows ? "their columns"
        : terms.ReadsPartner ? "their outcomes and other columns"
        : "their outcomes";
}
