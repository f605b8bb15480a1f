using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a query is one that the parties allowed. Every check runs; what is outside is said.</summary>
public static class QueryAdmission
{
    /// <summary>The least that a query can spend, ρ in units of 10⁻⁹: below it the noise drowns any figure.</summary>
    public const long MinimumNanoRho = 1000;

    /// <summary>The least ρ of a query with discovered groups, for each group of a person, in units of 10⁻⁹: below it hardly any group would show.</summary>
    public const int MinimumSelectionNanoRho = 250_000;

    /// <summary>Likewise the least δ, in units of 10⁻¹⁸.</summary>
    public const int MinimumSelectionAttoDelta = 1000;

    /// <summary>Compares a query with its terms.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="requester">Who asks.</param>
    /// <param name="query">The question.</param>
    /// <returns>The reasons against it; empty when it is allowed.</returns>
    public static IReadOnlyList<DenialReason> Check(Agreement agreement, PartyId requester, Query query)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(query);
        QueryTerms? terms = agreement.FindTerms(query.Terms);
        if (terms is null)
        {
            return [Findings.Reason(DenialCode.QueryNotInAgreement, "terms", query.Terms.ToString(), "one of " + string.Join(", ", agreement.Queries.Select(t => t.Id)))];
        }

        Findings findings = new();
        if (!terms.Requesters.Contains(requester))
        {
            findings.Add(Findings.Reason(DenialCode.RequesterNotAllowed, "requester", requester.ToString(), "one of " + string.Join(", ", terms.Requesters)));
        }

        findings.Within("nanoRho", query.NanoRho, MinimumNanoRho, terms.MaximumNanoRho);
        switch (terms, query)
        {
            case (ProfileTerms profile, ProfileQuery asked):
                ProfileAdmission.Check(agreement, profile, asked, findings);
                break;
            case (CreativeTerms creative, CreativeQuery asked):
                CreativeAdmission.Check(agreement, creative, asked, findings);
                break;
            case (OverlapTerms overlap, OverlapQuery asked):
                OverlapAdmission.Check(overlap, asked, findings);
                break;
            case (SegmentsTerms segments, SegmentsQuery asked):
                SegmentsAdmission.Check(agreement, segments, asked, findings);
                break;
            case (CtrModelTerms model, CtrModelQuery asked):
                CheckModel(agreement, model, asked, findings);
                break;
            case (PrivateModelTerms model, PrivateModelQuery asked):
                PrivateModelAdmission.Check(agreement, model, asked, findings);
                break;
            case (AttributionTerms attribution, AttributionQuery asked):
                AttributionAdmission.Check(attribution, asked, findings);
                break;
            case (ReachTerms reach, ReachQuery asked):
                ReachAdmission.Check(agreement, reach, asked, findings);
                break;
            case (MarketsTerms markets, MarketsQuery asked):
                MarketsAdmission.Check(agreement, markets, asked, findings);
                break;
            case (LiftTerms lift, LiftQuery asked):
                LiftAdmission.Check(lift, asked, findings);
                break;
            case (SuppressionTerms, SuppressionQuery asked):
                SuppressionAdmission.Check(asked, findings);
                break;
            case (LookalikeTerms lookalike, LookalikeQuery asked):
                LookalikeAdmission.Check(lookalike, asked, findings);
                break;
            case (SyntheticTerms synthetic, SyntheticQuery asked):
                SyntheticAdmission.Check(agreement, synthetic, asked, findings);
                break;
            default:
                findings.Add(Findings.Reason(DenialCode.QueryNotInAgreement, "kind", query.GetType().Name, terms.GetType().Name));
                break;
        }

        OwnerRulesAdmission.Check(agreement, terms, query, findings);
        return findings.Reasons;
    }

    private static void CheckModel(Agreement agreement, CtrModelTerms terms, CtrModelQuery query, Findings findings)
    {
        findings.Within("trees", query.Trees, 1, terms.MaximumTrees);
        findings.Within("leaves", query.Leaves, 2, terms.MaximumLeaves);
        findings.Within("learningRatePermille", query.LearningRatePermille, 1, 1000);
        findings.Within("minimumRowsPerLeaf", query.MinimumRowsPerLeaf, 1, 1_000_000);
        if (agreement.Privacy.TrainingUsers != TrainingUsers.Unprotected)
        {
            findings.Add(Findings.Reason(
                DenialCode.TrainingUsersProtected,
                "privacy.trainingUsers",
                "protected",
                "unprotected, signed by every owner, for figures made through a model trained without privacy"));
        }
    }
}
