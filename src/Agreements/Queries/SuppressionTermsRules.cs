using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes terms of a suppression list consistent.</summary>
internal static class SuppressionTermsRules
{
    internal static void Check(Agreement agreement, SuppressionTerms terms, Action<bool, string> require)
    {
        require(terms.MaximumPeople is >= 1 and <= HashedIdList.MaximumCount, $"maximumPeople is 1 to {HashedIdList.MaximumCount}");
        require(
            terms.Recipients.Count == 1 && agreement.FindDataset(terms.Own)?.Owner == terms.Recipients[0] && agreement.FindDataset(terms.Partner)?.Owner != terms.Recipients[0],
            $"the recipient owns {terms.Own} and not {terms.Partner}");
    }
}
