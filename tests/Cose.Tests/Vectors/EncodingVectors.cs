using static EnclaveCleanRoom.Cose.Tests.Vectors.Cbor;
using static EnclaveCleanRoom.Cose.Tests.Vectors.VectorGenerator;

namespace EnclaveCleanRoom.Cose.Tests.Vectors;

/// <summary>Messages that would verify, had their bytes been one encoding.</summary>
internal static class EncodingVectors
{
    private static readonly byte[] s_header = Bytes(MessageBuilder.Es384);
    private static readonly byte[] s_payload = Bytes(MessageBuilder.Payload);
    private static readonly byte[] s_signature = Bytes(MessageBuilder.Signature1(MessageBuilder.Es384, MessageBuilder.Payload, [], "p384"));

    public static IEnumerable<VectorFile> All() =>
    [
        Sign1("empty", CoseFailure.Truncated, "no bytes at all", []),
        Sign1("truncated-by-one", CoseFailure.Truncated, "the last byte of the signature is missing", MessageBuilder.Sign1()[..^1]),
        Sign1("truncated-after-tag", CoseFailure.Truncated, "the tag and nothing", [0xD2]),
        Sign1("length-beyond-end", CoseFailure.Truncated, "a string of 2^63 bytes", [0xD2, 0x84, 0x5B, 0x80, 0, 0, 0, 0, 0, 0, 0]),
        Sign1("trailing-byte", CoseFailure.TrailingBytes, "one byte follows the message", [.. MessageBuilder.Sign1(), 0x00]),
        Sign1("trailing-message", CoseFailure.TrailingBytes, "a second message follows", [.. MessageBuilder.Sign1(), .. MessageBuilder.Sign1()]),
        Sign1(
            "trailing-in-protected", CoseFailure.TrailingBytes, "a null follows the map in the protected header",
            MessageBuilder.Sign1([.. MessageBuilder.Es384, 0xF6])),
        Sign1(
            "indefinite-array", CoseFailure.IndefiniteLength, "the message is an array of indefinite length",
            [0xD2, 0x9F, .. s_header, 0xA0, .. s_payload, .. s_signature, 0xFF]),
        Sign1(
            "indefinite-payload", CoseFailure.IndefiniteLength, "the payload comes in one chunk",
            Parts(s_header, EmptyMap, [0x5F, .. s_payload, 0xFF], s_signature)),
        Sign1(
            "indefinite-unprotected", CoseFailure.IndefiniteLength, "the unprotected header has indefinite length",
            Parts(s_header, [0xBF, 0xFF], s_payload, s_signature)),
        Sign1(
            "indefinite-protected", CoseFailure.IndefiniteLength, "the protected map has indefinite length",
            MessageBuilder.Sign1([0xBF, .. Int(1), .. Int(-35), 0xFF])),
        Sign1("tag-in-two-bytes", CoseFailure.NonMinimalInteger, "tag 18 in the form for tags from 24", [0xD8, 0x12, .. MessageBuilder.Sign1()[1..]]),
        Sign1(
            "length-in-two-bytes", CoseFailure.NonMinimalInteger, "a length of 20 in the form for lengths from 24",
            Parts(s_header, EmptyMap, [0x58, 20, .. MessageBuilder.Payload], s_signature)),
        Sign1(
            "label-in-two-bytes", CoseFailure.NonMinimalInteger, "label 1 in the form for numbers from 24",
            MessageBuilder.Sign1([0xA1, 0x18, 0x01, .. Int(-35)])),
        Sign1(
            "algorithm-in-three-bytes", CoseFailure.NonMinimalInteger, "algorithm -35 in the form for numbers from 256",
            MessageBuilder.Sign1([0xA1, 0x01, 0x39, 0x00, 0x22])),
        Sign1(
            "length-in-nine-bytes", CoseFailure.NonMinimalInteger, "a length of 20 in the form for lengths from 2^32",
            Parts(s_header, EmptyMap, [0x5B, 0, 0, 0, 0, 0, 0, 0, 20, .. MessageBuilder.Payload], s_signature)),
        Sign1("reserved-initial-byte", CoseFailure.ReservedEncoding, "additional information 28", Unprotected([0x1C])),
        Sign1("stray-break", CoseFailure.ReservedEncoding, "a break outside any indefinite length", Unprotected([0xFF])),
        Sign1(
            "duplicate-protected", CoseFailure.DuplicateKey, "the algorithm twice, with two values",
            MessageBuilder.Sign1(Map(Int(1), Int(-35), Int(1), Int(-7)))),
        Sign1(
            "duplicate-unprotected", CoseFailure.DuplicateKey, "the same label twice in the unprotected header",
            MessageBuilder.Sign1(unprotected: Map(Int(4), Bytes(1), Int(4), Bytes(1)))),
        Sign1(
            "duplicate-inner", CoseFailure.DuplicateKey, "a claim twice",
            MessageBuilder.Sign1(Map(Int(1), Int(-35), Int(15), Map(Int(1), Text("a"), Int(1), Text("b"))))),
        Sign1(
            "duplicate-with-tolerance", CoseFailure.DuplicateKey, "tolerating an order does not tolerate a duplicate",
            MessageBuilder.Sign1(Map(Int(1), Int(-35), Int(4), Bytes(1), Int(1), Int(-35)))) with
        {
            Tolerance = CoseTolerance.UnsortedKeys,
        },
        Sign1(
            "unsorted-protected", CoseFailure.UnsortedKeys, "label 4 before label 1",
            MessageBuilder.Sign1(Map(Int(4), Bytes(1), Int(1), Int(-35)))),
        Sign1(
            "unsorted-negative-first", CoseFailure.UnsortedKeys, "a negative label before a positive one",
            MessageBuilder.Sign1(Map(Int(-65), Int(0), Int(1), Int(-35)))),
        Sign1("float", CoseFailure.FloatingPoint, "a half-precision number", Unprotected([0xF9, 0x3C, 0x00])),
        Sign1("float-truncated", CoseFailure.FloatingPoint, "a number is refused for what it is before its bytes are read", [0xFB]),
        Sign1("undefined", CoseFailure.UnsupportedSimpleValue, "the value undefined", Unprotected([0xF7])),
        Sign1("simple-255", CoseFailure.UnsupportedSimpleValue, "simple value 255", Unprotected([0xF8, 0xFF])),
        Sign1("invalid-utf8", CoseFailure.InvalidText, "an overlong encoding of a slash", Unprotected([0x62, 0xC0, 0xAF])),
        Sign1("surrogate", CoseFailure.InvalidText, "half a surrogate pair", Unprotected([0x63, 0xED, 0xA0, 0x80])),
        Sign1(
            "nested-too-deep", CoseFailure.NestedTooDeep, "arrays in arrays, seven below the header's value",
            Unprotected([0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x80])),
        Sign1(
            "nested-tags", CoseFailure.NestedTooDeep, "a thousand tags", [.. Enumerable.Repeat((byte)0xC1, 1000), 0x00]),
        Sign1(
            "too-many-entries", CoseFailure.TooManyEntries, "65 parameters",
            MessageBuilder.Sign1(unprotected: Map([.. Enumerable.Range(100, 65).SelectMany(label => new[] { Int(label), Int(0) })]))),
        Sign1("huge-array", CoseFailure.TooManyEntries, "an array of 2^32 elements", [0xD2, 0x9B, 0, 0, 0, 1, 0, 0, 0, 0]),
    ];

    private static byte[] Unprotected(byte[] value) => MessageBuilder.Sign1(unprotected: Map(Int(100), value));

    private static byte[] Parts(params byte[][] parts) => Tag(18, Array(parts));
}
