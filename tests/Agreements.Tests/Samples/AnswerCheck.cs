using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>Puts an answer beside a question in a signed result, and asks the verifier whether they fit.</summary>
internal static class AnswerCheck
{
    /// <summary>The check named "answer" of a result under an agreement that has these terms too.</summary>
    public static VerificationCheck Of(QueryTerms terms, Query query, Answer answer)
    {
        SignedAgreement agreement = SampleAgreement.Open(SampleAgreement.Sign(SampleAgreement.Valid with { Queries = [terms] }));
        byte[] payload = SampleResult.PayloadUnder(agreement, SampleEvidence.For(agreement.Hash), query, answer);
        return ResultVerifier.Verify(SampleResult.Sign(payload), agreement, AgreementAnchor.KnownHash(agreement.Hash), ExpectedJob.Any)
            .Checks.Single(check => check.Claim == "answer");
    }
}
