using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether an attribution is within its terms.</summary>
internal static class AttributionAdmission
{
    internal static void Check(AttributionTerms terms, AttributionQuery query, Findings findings)
    {
        findings.Within("windowSeconds", query.WindowSeconds, 1, terms.LongestWindowSeconds);
        findings.Within("models", query.Models.Count, 1, terms.MaximumModels);
        findings.DistinctAndAmong("models", [.. query.Models.Select(model => model.Kind)], terms.Models);
        foreach (AttributionModel model in query.Models)
        {
            CheckModel(terms, model, findings);
        }

        findings.DistinctAndAmong("values", query.Values, terms.Values);
        findings.Within("nanoRho of conversions and of each value", query.NanoRho / (1 + query.Values.Count), QueryAdmission.MinimumNanoRho, terms.MaximumNanoRho);
    }

    private static void CheckModel(AttributionTerms terms, AttributionModel model, Findings findings)
    {
        switch (model)
        {
            case TimeDecayModel decay:
                findings.Within("halfLifeSeconds", decay.HalfLifeSeconds, 1, terms.LongestWindowSeconds);
                break;
            case PositionBasedModel position:
                findings.Within("firstPercent", position.FirstPercent, 1, 99);
                findings.Within("lastPercent", position.LastPercent, 1, 99);
                findings.Within("firstPercent and lastPercent together", (long)position.FirstPercent + position.LastPercent, 2, 100);
                break;
            default:
                break;
        }
    }
}
