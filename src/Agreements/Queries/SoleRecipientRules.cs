namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes terms consistent whose answers are private towards one recipient only.</summary>
internal static class SoleRecipientRules
{
    /// <summary>
    /// One party asks, receives and is charged, so that all that it learns adds up in one account; and there is somebody left to protect. Nobody else can be answered from the record of
    /// what was asked before, because nobody else may ask.
    /// </summary>
    internal static void Check(Agreement agreement, QueryTerms terms, Action<bool, string> require)
    {
        if (!terms.HoldsTowardRecipientOnly)
        {
            return;
        }

        bool isOne = terms.Recipients.Count == 1 && terms.Requesters.SequenceEqual(terms.Recipients);
        require(isOne, "its epsilon holds towards one party only: this one receives the answer, and it alone asks");
        PartyId[] owners = [.. terms.Datasets.Select(agreement.FindDataset).OfType<DatasetTerms>().Select(dataset => dataset.Owner)];
        require(isOne && owners.Contains(terms.Recipients[0]) && owners.Any(owner => owner != terms.Recipients[0]), "its recipient owns some of its tables, and another party the rest");
    }
}
