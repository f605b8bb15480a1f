using static EnclaveCleanRoom.Cose.Tests.Vectors.Cbor;
using static EnclaveCleanRoom.Cose.Tests.Vectors.VectorGenerator;

namespace EnclaveCleanRoom.Cose.Tests.Vectors;

/// <summary>Well-encoded CBOR that is not the array which the standard describes.</summary>
internal static class StructureVectors
{
    private static readonly byte[] s_header = Bytes(MessageBuilder.Es384);
    private static readonly byte[] s_payload = Bytes(MessageBuilder.Payload);
    private static readonly byte[] s_signature = Bytes(MessageBuilder.Signature1(MessageBuilder.Es384, MessageBuilder.Payload, [], "p384"));

    public static IEnumerable<VectorFile> All() =>
    [
        Sign1("untagged", CoseFailure.MissingTag, "no tag", MessageBuilder.Sign1()[1..]),
        Sign1("tag-of-mac0", CoseFailure.WrongTag, "the tag of COSE_Mac0", Tag(17, MessageBuilder.Sign1()[1..])),
        Sign1("tag-of-sign", CoseFailure.WrongTag, "the tag of COSE_Sign", Tag(98, MessageBuilder.Sign1()[1..])),
        Sign1("tagged-twice", CoseFailure.WrongTag, "a CWT tag around the message", Tag(61, MessageBuilder.Sign1())),
        Sign1("wrong-tag-untagged-tolerated", CoseFailure.WrongTag, "tolerating no tag does not tolerate a wrong one",
            Tag(17, MessageBuilder.Sign1()[1..])) with
        {
            Tolerance = CoseTolerance.Untagged,
        },
        Sign1("own-tag-twice", CoseFailure.WrongElementType, "tag 18 around tag 18", Tag(18, MessageBuilder.Sign1())),
        Sign1("a-number", CoseFailure.WrongElementType, "tag 18 on a number", Tag(18, Int(0))),
        Sign1("three-elements", CoseFailure.WrongElementCount, "the signature is missing", Parts(s_header, EmptyMap, s_payload)),
        Sign1("five-elements", CoseFailure.WrongElementCount, "an element too many", Parts(s_header, EmptyMap, s_payload, s_signature, Null)),
        Sign1("no-elements", CoseFailure.WrongElementCount, "an empty array", Parts()),
        Sign1(
            "protected-not-wrapped", CoseFailure.WrongElementType, "the protected header is a map instead of a byte string",
            Parts(MessageBuilder.Es384, EmptyMap, s_payload, s_signature)),
        Sign1(
            "protected-holds-array", CoseFailure.WrongElementType, "the protected byte string holds an array",
            MessageBuilder.Sign1(Array(Int(1), Int(-35)))),
        Sign1("unprotected-array", CoseFailure.WrongElementType, "the unprotected header is an array", Parts(s_header, Array(), s_payload, s_signature)),
        Sign1("unprotected-null", CoseFailure.WrongElementType, "the unprotected header is null", Parts(s_header, Null, s_payload, s_signature)),
        Sign1("payload-text", CoseFailure.WrongElementType, "the payload is a text string", Parts(s_header, EmptyMap, Text("x"), s_signature)),
        Sign1("payload-false", CoseFailure.WrongElementType, "the payload is false", Parts(s_header, EmptyMap, [0xF4], s_signature)),
        Sign1("signature-null", CoseFailure.WrongElementType, "the signature is null", Parts(s_header, EmptyMap, s_payload, Null)),
        Sign1("signature-array", CoseFailure.WrongElementType, "the signature is an array", Parts(s_header, EmptyMap, s_payload, Array(s_signature))),
        Sign1(
            "empty-protected-map", CoseFailure.EmptyProtectedMap, "an empty map where the zero-length string belongs",
            MessageBuilder.Sign1(EmptyMap, Map(Int(1), Int(-35)))),
    ];

    private static byte[] Parts(params byte[][] parts) => Tag(18, Array(parts));
}
