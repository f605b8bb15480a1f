using static EnclaveCleanRoom.Cose.Tests.Vectors.Cbor;
using static EnclaveCleanRoom.Cose.Tests.Vectors.MessageBuilder;

namespace EnclaveCleanRoom.Cose.Tests.Vectors;

/// <summary>COSE_Sign. The keys of a vector are those of the signatures, in order; the first that fails is what is expected.</summary>
internal static class SignVectors
{
    private static readonly byte[] s_body = Map(Int(3), Text("application/json"));
    private static readonly byte[] s_es256 = Map(Int(1), Int(-7));

    public static IEnumerable<VectorFile> All() =>
    [
        VectorGenerator.Sign("one-signer", CoseFailure.None, "one signature", Message(Signer(s_body, "p384"))),
        VectorGenerator.Sign(
            "two-signers", CoseFailure.None, "two signers with algorithms of their own",
            Message(Signer(s_body, "p384"), Signer(s_body, "p256", s_es256)), "p384 p256"),
        VectorGenerator.Sign("no-body-header", CoseFailure.None, "nothing in the body's protected header", MessageBuilder.Sign([], Signer([], "p384"))),
        VectorGenerator.Sign("external", CoseFailure.None, "external data", Message(Signer(s_body, "p384", external: [7]))) with { External = [7] },
        VectorGenerator.Sign(
            "second-is-strangers", CoseFailure.SignatureMismatch, "the first signature holds, the second is a stranger's",
            Message(Signer(s_body, "p384"), Signer(s_body, "p384-stranger")), "p384 p384"),
        VectorGenerator.Sign(
            "order-exchanged", CoseFailure.SignatureMismatch, "each signature is tried against the other's key",
            Message(Signer(s_body, "p384"), Signer(s_body, "p384-stranger")), "p384-stranger p384"),
        VectorGenerator.Sign("body-header-changed", CoseFailure.SignatureMismatch, "the body's header was exchanged", MessageBuilder.Sign(
            Map(Int(3), Text("text/plain")), Signer(s_body, "p384"))),
        VectorGenerator.Sign(
            "signature-of-sign1", CoseFailure.SignatureMismatch, "a signature made for COSE_Sign1",
            Message(Array(Bytes(Es384), EmptyMap, Bytes(Signature1(Es384, Payload, [], "p384"))))),
        VectorGenerator.Sign(
            "curve-of-another", CoseFailure.KeyAlgorithmMismatch, "ES256 named, the trusted key lies on P-384",
            Message(Signer(s_body, "p384", s_es256))),
        VectorGenerator.Sign("no-signatures", CoseFailure.NoSignatures, "an empty list of signatures", Message()),
        VectorGenerator.Sign("signatures-map", CoseFailure.WrongElementType, "signatures in a map", Tag(98, Array(Bytes(s_body), EmptyMap, Bytes(Payload), EmptyMap))),
        VectorGenerator.Sign("detached", CoseFailure.PayloadDetached, "this profile embeds the payload", Tag(
            98, Array(Bytes(s_body), EmptyMap, Null, Array(Signer(s_body, "p384"))))),
        VectorGenerator.Sign(
            "signature-of-four-elements", CoseFailure.WrongElementCount, "a COSE_Signature with a fourth element",
            Message(Array(Bytes(Es384), EmptyMap, Bytes(new byte[96]), Null))),
        VectorGenerator.Sign(
            "signature-null", CoseFailure.WrongElementType, "a COSE_Signature whose signature is null", Message(Array(Bytes(Es384), EmptyMap, Null))),
        VectorGenerator.Sign("signer-without-algorithm", CoseFailure.AlgorithmMissing, "the signer names no algorithm", Message(Signer(s_body, "p384", []))),
        VectorGenerator.Sign(
            "algorithm-only-in-body", CoseFailure.AlgorithmMissing, "the algorithm in the body's header is not the signer's",
            MessageBuilder.Sign(Es384, Signer(Es384, "p384", []))),
        VectorGenerator.Sign(
            "signer-algorithm-unprotected", CoseFailure.AlgorithmNotProtected, "the signer's algorithm is not protected",
            Message(Signer(s_body, "p384", [], Es384))),
        VectorGenerator.Sign(
            "signer-crit-unknown", CoseFailure.UnknownCritical, "the signer's header holds a critical label that nobody knows",
            Message(Signer(s_body, "p384", Map(Int(1), Int(-35), Int(2), Array(Text("x")), Text("x"), Int(0))))),
        VectorGenerator.Sign(
            "signer-kid-in-both", CoseFailure.LabelInBothHeaders, "the signer's key identifier in both headers",
            Message(Signer(s_body, "p384", Map(Int(1), Int(-35), Int(4), Bytes(1)), Map(Int(4), Bytes(1))))),
        VectorGenerator.Sign("tag-of-sign1", CoseFailure.WrongTag, "the tag of COSE_Sign1", Tag(18, Message(Signer(s_body, "p384"))[2..])),
        VectorGenerator.Sign("untagged", CoseFailure.MissingTag, "no tag", Message(Signer(s_body, "p384"))[2..]),
        VectorGenerator.Sign("trailing-byte", CoseFailure.TrailingBytes, "one byte follows", [.. Message(Signer(s_body, "p384")), 0]),
        VectorGenerator.Sign(
            "indefinite-signatures", CoseFailure.IndefiniteLength, "a list of signatures of indefinite length",
            [0xD8, 98, 0x84, .. Bytes(s_body), 0xA0, .. Bytes(Payload), 0x9F, .. Signer(s_body, "p384"), 0xFF]),
        VectorGenerator.Sign(
            "signer-indefinite-header", CoseFailure.IndefiniteLength, "a signer's protected map of indefinite length",
            Message(Signer(s_body, "p384", [0xBF, .. Int(1), .. Int(-35), 0xFF]))),
        VectorGenerator.Sign(
            "65-signatures", CoseFailure.TooManyEntries, "more signatures than the profile allows",
            Message([.. Enumerable.Repeat(Array(Bytes(Es384), EmptyMap, Bytes(0)), 65)])),
    ];

    private static byte[] Message(params byte[][] signers) => MessageBuilder.Sign(s_body, signers);
}
