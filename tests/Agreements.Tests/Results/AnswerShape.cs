using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Results;

/// <summary>What a verifier says of an answer's shape when it stands, signed, beside a question.</summary>
internal static class AnswerShape
{
    private static readonly SignedAgreement s_agreement = SampleAgreement.Open(SampleAgreement.Sign(SampleMeasurement.Agreement));
    private static readonly JsonSerializerOptions s_camelCase = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static bool Fits(Query query, Answer answer)
    {
        byte[] result = SampleResult.SignChanged(root =>
        {
            root["query"] = JsonNode.Parse(JsonSerializer.Serialize(query, s_camelCase).Replace("+00:00", "Z", StringComparison.Ordinal));
            root["answer"] = JsonSerializer.SerializeToNode(answer, s_camelCase);
        });
        ResultVerification verification = ResultVerifier.Verify(result, s_agreement, AgreementAnchor.None, ExpectedJob.Any);
        Assert.Contains(verification.Checks, check => check is { Claim: "payload", Holds: true });
        Assert.Equal(VerificationVerdict.Refused, verification.Verdict);
        return verification.Checks.Single(check => check.Claim == "answer").Holds;
    }
}
