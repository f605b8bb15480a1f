using static EnclaveCleanRoom.Cose.Tests.Vectors.Cbor;
using static EnclaveCleanRoom.Cose.Tests.Vectors.VectorGenerator;

namespace EnclaveCleanRoom.Cose.Tests.Vectors;

/// <summary>Well-formed messages whose signature does not hold for the key.</summary>
internal static class SignatureVectors
{
    private static readonly byte[] s_header = MessageBuilder.Es384;
    private static readonly byte[] s_signature = MessageBuilder.Signature1(s_header, MessageBuilder.Payload, [], "p384");

    public static IEnumerable<VectorFile> All() =>
    [
        Sign1("detached", CoseFailure.PayloadDetached, "the payload is null and none is given", Parts(Null, s_signature)),
        Sign1("another-key", CoseFailure.SignatureMismatch, "signed by a stranger", MessageBuilder.Sign1(key: "p384-stranger")),
        Sign1("another-payload", CoseFailure.SignatureMismatch, "the payload was changed", Parts(Bytes("This is the content!"u8.ToArray()), s_signature)),
        Sign1("external-missing", CoseFailure.SignatureMismatch, "signed with external data, verified without", MessageBuilder.Sign1(external: [1])),
        Sign1("external-another", CoseFailure.SignatureMismatch, "verified with other external data", MessageBuilder.Sign1(external: [1])) with
        {
            External = [2],
        },
        Sign1(
            "header-added", CoseFailure.SignatureMismatch, "a content type was added after signing",
            Tag(18, Array(Bytes(Map(Int(1), Int(-35), Int(3), Int(0))), EmptyMap, Bytes(MessageBuilder.Payload), Bytes(s_signature)))),
        Sign1("signature-zero", CoseFailure.SignatureMismatch, "r and s are zero", Parts(Bytes(MessageBuilder.Payload), new byte[96])),
        Sign1(
            "signature-r-zero", CoseFailure.SignatureMismatch, "r is zero",
            Parts(Bytes(MessageBuilder.Payload), [.. new byte[48], .. s_signature[48..]])),
        Sign1(
            "signature-all-ones", CoseFailure.SignatureMismatch, "r and s exceed the order of the curve",
            Parts(Bytes(MessageBuilder.Payload), [.. Enumerable.Repeat((byte)0xFF, 96)])),
        Sign1(
            "signature-of-sign", CoseFailure.SignatureMismatch, "a signature made for COSE_Sign",
            Parts(Bytes(MessageBuilder.Payload), MessageBuilder.Signature(s_header, s_header, MessageBuilder.Payload, [], "p384"))),
        Sign1("signature-empty", CoseFailure.WrongSignatureLength, "no signature", Parts(Bytes(MessageBuilder.Payload), [])),
        Sign1("signature-short", CoseFailure.WrongSignatureLength, "95 bytes", Parts(Bytes(MessageBuilder.Payload), s_signature[..^1])),
        Sign1("signature-long", CoseFailure.WrongSignatureLength, "97 bytes", Parts(Bytes(MessageBuilder.Payload), [.. s_signature, 0])),
        Sign1(
            "signature-der", CoseFailure.WrongSignatureLength, "the same r and s as a DER sequence",
            Parts(Bytes(MessageBuilder.Payload), [0x30, 0x66, 0x02, 0x31, 0x00, .. s_signature[..48], 0x02, 0x31, 0x00, .. s_signature[48..]])),
        Sign1("key-of-p256", CoseFailure.KeyAlgorithmMismatch, "ES384 named, the trusted key lies on P-256", MessageBuilder.Sign1(key: "p256"), "p256"),
        Sign1(
            "es256-with-p384-key", CoseFailure.KeyAlgorithmMismatch, "ES256 named, the trusted key lies on P-384",
            MessageBuilder.Sign1(Map(Int(1), Int(-7)))),
        Sign1(
            "es512-with-p384-key", CoseFailure.KeyAlgorithmMismatch, "ES512 named, the trusted key lies on P-384",
            MessageBuilder.Sign1(Map(Int(1), Int(-36)))),
        Sign1(
            "ps384-with-ec-key", CoseFailure.KeyAlgorithmMismatch, "PS384 named, the trusted key is no RSA key",
            MessageBuilder.Sign1(Map(Int(1), Int(-38)))),
        Sign1("es384-with-rsa-key", CoseFailure.KeyAlgorithmMismatch, "ES384 named, the trusted key is an RSA key", MessageBuilder.Sign1(), "rsa"),
    ];

    private static byte[] Parts(byte[] payload, byte[] signature) => Tag(18, Array(Bytes(s_header), EmptyMap, payload, Bytes(signature)));
}
