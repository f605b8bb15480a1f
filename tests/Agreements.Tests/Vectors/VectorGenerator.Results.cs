using System.Text.Json.Nodes;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;

namespace EnclaveCleanRoom.Agreements.Tests.Vectors;

internal static partial class VectorGenerator
{
    private static IEnumerable<VectorFile> Results()
    {
        VectorFile Vector(string name, string expect, string comment, byte[] encoded) => new($"result-{name}", "result", expect, comment, encoded);

        yield return Vector("valid", "Verified", "an overlap, signed by the attested key", SampleResult.Valid);
        yield return Vector("changed-byte", "Refused (signature)", "one letter of the answer changed after signing", Changed(SampleResult.Valid, "every person"));
        yield return Vector(
            "other-key", "Refused (signature)", "signed by a party, not by the attested key",
            TestMessage.Sign1(SampleResult.Payload, Result.ContentType, "publisher"));
        yield return Vector(
            "changed-workload", "Refused (host_data, evidence appraisal)", "the evidence measures another workload",
            WithEvidence(SampleEvidence.For(SampleAgreement.Signed.Hash, new SimulatedReport { HostData = Digest256.Of("changed workload"u8) })));
        yield return Vector(
            "evidence-of-other-agreement", "Refused (runtime.agreement, evidence appraisal)", "the keys were made for another agreement",
            WithEvidence(SampleEvidence.For(Digest256.Of("other"u8))));
        yield return Vector(
            "cost-not-the-sum", "Refused (cost)", "claims to have cost less than its mechanisms",
            SampleResult.SignChanged(root => root["privacy"]!["nanoRho"] = 1));
        yield return Vector(
            "epsilon-understated", "Refused (epsilon)", "states a smaller epsilon than its cost implies",
            SampleResult.SignChanged(root => root["privacy"]!["epsilon"] = 0.01));
        yield return Vector(
            "mechanism-understated", "Refused (mechanisms, epsilon)", "states less than its sensitivity and scale imply",
            SampleResult.SignChanged(root => root["mechanisms"]![0]!["scale"] = "999"));
        yield return Vector(
            "other-answer", "Refused (answer)", "answers about a table twice",
            SampleResult.SignChanged(root => root["answer"]!["tables"]![0]!["dataset"] = "ads"));
        yield return Vector(
            "consent-after-issue", "Refused (consent)", "honours withdrawals from after it was made",
            SampleResult.SignChanged(root => root["datasets"]![0]!["consentCutOff"] = "2026-06-02T00:00:00Z"));
        yield return Vector(
            "cost-above-terms", "Refused (cost limit)", "cost more than was asked",
            SampleResult.SignChanged(root =>
            {
                root["privacy"]!["nanoRho"] = 2_000_001;
                root["privacy"]!["epsilon"] = 1;
                root["mechanisms"]![0]!["nanoRho"] = 2_000_001;
            }));
        yield return Vector(
            "recipient-added", "Refused (recipients)", "goes to somebody whom the terms do not name",
            SampleResult.SignChanged(root => root["recipients"] = new JsonArray("publisher", "advertiser", "stranger")));
        yield return Vector(
            "after-expiry", "Refused (issued)", "issued when the agreement had ended",
            SampleResult.SignChanged(root => root["issuedAt"] = "2027-01-01T00:00:00Z"));
    }

    private static byte[] WithEvidence(Evidence evidence) =>
        SampleResult.SignChanged(root => root["evidence"] = Base64UrlText.Encode(evidence.Write()));
}
