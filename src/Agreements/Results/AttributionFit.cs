using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether an attribution's answer holds the models that were asked for, each with every campaign of the public vocabulary.</summary>
internal static class AttributionFit
{
    internal static bool Fits(Agreement agreement, AttributionTerms terms, AttributionQuery query, AttributionAnswer answer)
    {
        IReadOnlyList<string> campaigns = agreement.FindColumn(terms.Campaign)?.Domain is VocabularyDomain vocabulary ? vocabulary.Values : [];
        bool Fits(CreditFigures credit) => credit.Values.Count == query.Values.Count;
        return !answer.IntervalsCoverBounding
            && answer.Values.SequenceEqual(query.Values)
            && answer.Models.Select(model => model.Model).SequenceEqual(query.Models)
            && Fits(answer.Unattributed)
            && Fits(answer.Total)
            && answer.Models.All(model => Fits(model.Other)
                && model.Campaigns.Select(campaign => campaign.Campaign).SequenceEqual(campaigns, StringComparer.Ordinal)
                && model.Campaigns.All(campaign => Fits(campaign.Credit)));
    }
}
