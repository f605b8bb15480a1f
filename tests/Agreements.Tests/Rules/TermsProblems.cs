using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Rules;

/// <summary>What is said against terms over the tables of <see cref="SampleMeasurement"/>; nothing where they are consistent.</summary>
internal static class TermsProblems
{
    public static string Of(QueryTerms terms)
    {
        byte[] json = AgreementDraft.WriteJson(SampleMeasurement.Agreement with { Queries = [terms] });
        if (AgreementDraft.TryOpenJson(json, out _, out DocumentRefusal? refusal))
        {
            return "";
        }

        Assert.Equal(DocumentFailure.InvalidContent, refusal.Reason);
        return refusal.Detail;
    }
}
