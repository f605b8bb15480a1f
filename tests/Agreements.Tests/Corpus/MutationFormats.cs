using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Agreements.Tests.Vectors;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Tests.Corpus;

/// <summary>
/// The JSON formats with committed mutated inputs. Each input is signed anew by whoever signs that document, so that what comes after
/// the signature is reached: the worst that a party, or the room itself, could sign.
/// </summary>
internal static class MutationFormats
{
    public static IReadOnlyDictionary<string, MutationFormat> All { get; } = new MutationFormat[]
    {
        new("agreement", 11, SampleAgreement.Json, SampleAgreement.Json.Length, OfAgreement),
        new("amendment", 16, SampleAmendment.Valid.WriteJson(), SampleAmendment.Valid.WriteJson().Length, OfAmendment),
        OfDocument("manifest", 12, SampleDocuments.Manifest, "publisher"),
        OfDocument("grant", 13, SampleDocuments.Grant, "publisher"),
        OfDocument("job", 14, SampleDocuments.Job, "advertiser"),
        new("result", 15, SampleResult.Payload, SampleResult.Payload.AsSpan().IndexOf("\"evidence\""u8) + 20, OfResult),
    }.ToDictionary(format => format.Name);

    private static string OfAgreement(byte[] json) =>
        AgreementDraft.TryOpenJson(json, out _, out DocumentRefusal? refusal) ? "None" : refusal.Reason.ToString();

    private static string OfAmendment(byte[] json) =>
        AmendmentDraft.TryOpenJson(json, SampleAgreement.Signed, out _, out DocumentRefusal? refusal) ? "None" : refusal.Reason.ToString();

    private static MutationFormat OfDocument<T>(string name, ulong seed, T document, string signer)
        where T : class, IAgreementDocument
    {
        byte[] payload = SampleDocuments.Payload(document);
        return new MutationFormat(name, seed, payload, payload.Length, json =>
        {
            using CoseSigner key = TestKey.Signer(signer);
            return VectorOutcome.OfDocument<T>(key.Sign1(json, Header(T.ContentType, TestKey.PublicSigning(signer).Thumbprint.ToArray())));
        });
    }

    private static string OfResult(byte[] json)
    {
        using CoseSigner key = SampleResult.InstanceSigner();
        return VectorOutcome.OfResult(key.Sign1(json, Header(Agreements.Results.Result.ContentType, null)));
    }

    private static CoseHeaderParameters Header(string contentType, byte[]? keyId) => new() { ContentType = contentType, KeyId = keyId };
}
