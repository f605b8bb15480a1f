namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What makes the terms of a query consistent with the agreement they stand in.</summary>
internal static class QueryTermsRules
{
    private const long LongestAnswerSeconds = 86_400;

    internal static void Check(Agreement agreement, QueryTerms terms, Action<bool, string> require)
    {
        string at = $"query terms '{terms.Id}'";
        void Require(bool holds, string problem) => require(holds, $"{at}: {problem}");

        Require(terms.Requesters.Count >= 1 && terms.Requesters.All(party => agreement.FindParty(party) is not null), "requesters are parties");
        Require(terms.Recipients.Count >= 1 && terms.Recipients.All(party => agreement.FindParty(party) is not null), "recipients are parties");
        Require(AgreementRules.AreDistinct(terms.Requesters) && AgreementRules.AreDistinct(terms.Recipients), "a party stands twice");
        Require(terms.MaximumNanoRho >= 1 && terms.MaximumAttoDelta >= 0, "maximumNanoRho is at least 1, maximumAttoDelta at least 0");
        Require(terms.AnswerAfterSeconds is >= QueryTerms.AsSoonAsComputed and <= LongestAnswerSeconds, "answerAfterSeconds is 0 (as soon as it is computed) to 86400");
        Require(terms.Datasets.All(dataset => agreement.FindDataset(dataset) is not null), "its datasets are in the agreement");
        Require(AgreementRules.AreDistinct(terms.Datasets), "its datasets are different ones");
        SoleRecipientRules.Check(agreement, terms, Require);
        switch (terms)
        {
            case ProfileTerms profile:
                ProfileTermsRules.Check(agreement, profile, Require);
                break;
            case CreativeTerms creative:
                CreativeTermsRules.Check(agreement, creative, Require);
                break;
            case OverlapTerms overlap:
                OverlapTermsRules.Check(agreement, overlap, Require);
                break;
            case SegmentsTerms segments:
                SegmentsTermsRules.Check(agreement, segments, Require);
                break;
            case CtrModelTerms model:
                CheckModel(agreement, model, Require);
                break;
            case PrivateModelTerms model:
                PrivateModelTermsRules.Check(agreement, model, Require);
                break;
            case AttributionTerms attribution:
                AttributionTermsRules.Check(agreement, attribution, Require);
                break;
            case ReachTerms reach:
                ReachTermsRules.Check(agreement, reach, Require);
                break;
            case MarketsTerms markets:
                MarketsTermsRules.Check(agreement, markets, Require);
                break;
            case LiftTerms lift:
                LiftTermsRules.Check(agreement, lift, Require);
                break;
            case SuppressionTerms suppression:
                SuppressionTermsRules.Check(agreement, suppression, Require);
                break;
            case LookalikeTerms lookalike:
                LookalikeTermsRules.Check(agreement, lookalike, Require);
                break;
            case SyntheticTerms synthetic:
                SyntheticTermsRules.Check(agreement, synthetic, Require);
                break;
            default:
                break;
        }
    }

    private static void CheckModel(Agreement agreement, CtrModelTerms terms, Action<bool, string> require)
    {
        CheckLabel(agreement, terms.Label, require);
        require(terms.Features.Count is >= 1 and <= 4000 && AgreementRules.AreDistinct(terms.Features), "there are 1 to 4000 different features");
        foreach (ColumnReference feature in terms.Features)
        {
            require(
                terms.Datasets.Contains(feature.Dataset)
                    && feature != terms.Label
                    && agreement.FindColumn(feature)?.Role
                        is ColumnRole.Numeric or ColumnRole.Categorical or ColumnRole.MultiValued or ColumnRole.Timestamp or ColumnRole.Label,
                $"feature {feature} is a numeric, categorical, multi-valued, timestamp or other label column of its tables");
        }

        require(terms.HeldOutPercent is >= 10 and <= 90, "heldOutPercent is 10 to 90");
        require(terms.RowsPerPerson is >= 1 and <= 10_000, "rowsPerPerson is 1 to 10000");
        require(terms.ScoreBins is >= 8 and <= 256, "scoreBins is 8 to 256");
        require(terms.MaximumTrees is >= 1 and <= 5000, "maximumTrees is 1 to 5000");
        require(terms.MaximumLeaves is >= 2 and <= 1024, "maximumLeaves is 2 to 1024");
    }

    private static void CheckLabel(Agreement agreement, ColumnReference label, Action<bool, string> require) =>
        require(
            agreement.FindColumn(label) is { Role: ColumnRole.Label, Domain: LabelDomain },
            $"{label} is a label column with a stated positive value");
}
