using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a question of any kind meets the rules of the owners whose data it opens. Each owner whose rule says no is named.</summary>
internal static class OwnerRulesAdmission
{
    internal static void Check(Agreement agreement, QueryTerms terms, Query query, Findings findings)
    {
        foreach (DatasetTerms dataset in terms.Datasets.Select(agreement.FindDataset).OfType<DatasetTerms>())
        {
            AtMost(dataset, "nanoRho", query.NanoRho, dataset.Rules.MaximumNanoRho, findings);
            AtMost(dataset, "keys", KeysOf(query), dataset.Rules.MaximumKeys, findings);
        }
    }

    /// <summary>The columns by which figures are told apart; of an attribution, a lift and matched markets the terms name the one: campaign, arm, market.</summary>
    private static int KeysOf(Query query) => query switch
    {
        SegmentsQuery segments => segments.Keys.Count,
        ReachQuery reach => reach.Keys.Count,
        OverlapQuery overlap => overlap.Keys.Count,
        CreativeQuery creative => creative.Keys.Count,
        PrivateModelQuery model => model.Segments.Count,

        // Columns of synthetic rows are counted by themselves and in pairs.
        SyntheticQuery synthetic => Math.Min(synthetic.Columns.Count, 2),

        // Columns of a profile stand beside each other and are never crossed.
        AttributionQuery or LiftQuery or MarketsQuery or ProfileQuery => 1,
        _ => 0,
    };

    private static void AtMost(DatasetTerms dataset, string claim, long value, OwnerLimit limit, Findings findings)
    {
        if (limit is OwnerLimitOf most && value > most.Value)
        {
            findings.Add(new DenialReason
            {
                Code = DenialCode.OwnerRule,
                Claim = $"{claim} of a question that opens {dataset.Id}",
                Found = $"{value}",
                Wanted = $"at most {most.Value}",
                AskedBy = $"{dataset.Owner}",
            });
        }
    }
}
