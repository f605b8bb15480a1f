using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a question for a suppression list is within its terms.</summary>
internal static class SuppressionAdmission
{
    internal static void Check(SuppressionQuery query, Findings findings)
    {
        findings.Within("epsilonPermille", query.EpsilonPermille, SuppressionQuery.LeastEpsilonPermille, SuppressionQuery.MostEpsilonPermille);
        if (query.EpsilonPermille is < SuppressionQuery.LeastEpsilonPermille or > SuppressionQuery.MostEpsilonPermille)
        {
            return;
        }

        long cost = PrivacyCost.RoundedUp(RandomisedResponse.RhoOf(query.Epsilon), Rational.Zero).NanoRho;
        if (query.NanoRho < cost)
        {
            findings.Outside("nanoRho", $"{query.NanoRho}", $"at least {cost}, which epsilonPermille {query.EpsilonPermille} costs");
        }
    }
}
