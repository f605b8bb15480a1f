using System.Text;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Vectors;

/// <summary>
/// Runs a document through what the product does with it, and says what came of it: a <see cref="DocumentFailure"/>, a request's
/// failure, or a verdict with the links of the chain that do not hold.
/// </summary>
internal static class VectorOutcome
{
    public static string Of(string document, byte[] encoded) => document switch
    {
        "agreement" => SignedAgreement.TryOpen(encoded, out _, out DocumentRefusal? refusal) ? "None" : refusal.Reason.ToString(),
        "amendment" => SampleAgreement.Signed.TryAmend(encoded, out _, out DocumentRefusal? refusal) ? "None" : refusal.Reason.ToString(),
        "amended" => SignedAgreement.TryOpen(encoded, out _, out DocumentRefusal? refusal) ? "None" : refusal.Reason.ToString(),
        "manifest" => OfDocument<Manifest>(encoded),
        "rotation" => OfDocument<KeyRotation>(encoded),
        "grant" => OfDocument<Grant>(encoded),
        "job" => OfDocument<Job>(encoded),
        "request" => SampleRequest.Verify(Encoding.Latin1.GetString(encoded)).ToString(),
        _ => OfResult(encoded),
    };

    public static string OfDocument<T>(byte[] encoded)
        where T : class, IAgreementDocument =>
        SignedDocument.TryOpen(encoded, SampleAgreement.Signed, out SignedDocument<T>? _, out DocumentRefusal? refusal) ? "None" : refusal.Reason.ToString();

    public static string OfResult(byte[] encoded)
    {
        ResultVerification verification = ResultVerifier.Verify(
            encoded, SampleAgreement.Signed, AgreementAnchor.KnownHash(SampleAgreement.Signed.Hash), ExpectedJob.Any);
        string[] broken = [.. verification.Checks.Where(check => !check.Holds).Select(check => check.Claim)];
        return broken.Length == 0 ? verification.Verdict.ToString() : $"{verification.Verdict} ({string.Join(", ", broken)})";
    }
}
