using static EnclaveCleanRoom.Cose.Tests.Vectors.Cbor;
using static EnclaveCleanRoom.Cose.Tests.Vectors.VectorGenerator;

namespace EnclaveCleanRoom.Cose.Tests.Vectors;

/// <summary>Messages whose signature is valid and whose headers break a rule.</summary>
internal static class HeaderVectors
{
    public static IEnumerable<VectorFile> All() =>
    [
        Header("label-bytes", CoseFailure.InvalidLabel, "a label that is a byte string", Bytes(1), Int(0)),
        Header("label-true", CoseFailure.InvalidLabel, "a label that is true", [0xF5], Int(0)),
        Header("label-beyond-64-bits", CoseFailure.InvalidLabel, "label 2^63", [0x1B, 0x80, 0, 0, 0, 0, 0, 0, 0], Int(0)),
        Sign1(
            "kid-in-both", CoseFailure.LabelInBothHeaders, "the key identifier in both headers",
            MessageBuilder.Sign1(Map(Int(1), Int(-35), Int(4), Bytes(1)), Map(Int(4), Bytes(1)))),
        Sign1(
            "algorithm-in-both", CoseFailure.LabelInBothHeaders, "a second algorithm in the unprotected header",
            MessageBuilder.Sign1(unprotected: Map(Int(1), Int(-7)))),
        Header("kid-text", CoseFailure.InvalidHeaderValue, "a key identifier that is text", Int(4), Text("11")),
        Header("content-type-negative", CoseFailure.InvalidHeaderValue, "content format -1", Int(3), Int(-1)),
        Header("content-type-too-large", CoseFailure.InvalidHeaderValue, "content format 65536", Int(3), Int(65536)),
        Header("content-type-bytes", CoseFailure.InvalidHeaderValue, "a media type in a byte string", Int(3), Bytes(1)),
        Header("x5chain-array-of-one", CoseFailure.InvalidHeaderValue, "one certificate is no array", Int(33), Array(Bytes(1))),
        Header("x5chain-empty", CoseFailure.InvalidHeaderValue, "an empty chain", Int(33), Array()),
        Header("x5chain-text", CoseFailure.InvalidHeaderValue, "a certificate as text", Int(33), Array(Bytes(1), Text("MII"))),
        Header("x5chain-empty-certificate", CoseFailure.InvalidHeaderValue, "a certificate of no bytes", Int(33), Bytes()),
        Header("x5t-unknown-hash", CoseFailure.InvalidHeaderValue, "a SHA-1 hash", Int(34), Array(Int(-14), Bytes(new byte[20]))),
        Header("x5t-wrong-length", CoseFailure.InvalidHeaderValue, "a SHA-256 hash of 31 bytes", Int(34), Array(Int(-16), Bytes(new byte[31]))),
        Header(
            "x5t-of-another", CoseFailure.CertificateHashMismatch, "the hash is not that of the first certificate",
            Int(33), Bytes(1, 2, 3), Int(34), Array(Int(-16), Bytes(new byte[32]))),
        Header("claims-array", CoseFailure.InvalidClaims, "claims that are no map", Int(15), Array()),
        Header("claims-expiry-text", CoseFailure.InvalidClaims, "an expiry that is text", Int(15), Map(Int(4), Text("2030"))),
        Header("claims-expiry-null", CoseFailure.InvalidClaims, "an expiry that is null is not absent", Int(15), Map(Int(4), Null)),
        Header("claims-expiry-float", CoseFailure.FloatingPoint, "an expiry of half a second", Int(15), Map(Int(4), [0xF9, 0x38, 0x00])),
        Header(
            "claims-expiry-year-10000", CoseFailure.InvalidClaims, "an expiry beyond the year 9999",
            Int(15), Map(Int(4), [0x1B, 0, 0, 0, 0x3A, 0xFF, 0xF4, 0x41, 0x80])),
        Header("claims-audience-array", CoseFailure.InvalidClaims, "two audiences", Int(15), Map(Int(3), Array(Text("a"), Text("b")))),
        Header("claims-id-text", CoseFailure.InvalidClaims, "an identifier that is text", Int(15), Map(Int(7), Text("1"))),
        Header("crit-empty", CoseFailure.InvalidCritical, "crit names nothing", Int(2), Array()),
        Header("crit-not-array", CoseFailure.InvalidCritical, "crit is a number", Int(2), Int(3)),
        Header("crit-absent-label", CoseFailure.InvalidCritical, "crit names a label that is not there", Int(2), Array(Int(3))),
        Sign1(
            "crit-unprotected", CoseFailure.InvalidCritical, "crit in the unprotected header",
            MessageBuilder.Sign1(unprotected: Map(Int(2), Array(Int(4)), Int(4), Bytes(1)))),
        Sign1(
            "crit-label-unprotected", CoseFailure.InvalidCritical, "crit names a label that is only in the unprotected header",
            MessageBuilder.Sign1(Map(Int(1), Int(-35), Int(2), Array(Int(4))), Map(Int(4), Bytes(1)))),
        Header("crit-unknown-text", CoseFailure.UnknownCritical, "a critical text label", Int(2), Array(Text("reserved")), Text("reserved"), Int(0)),
        Header("crit-unknown-number", CoseFailure.UnknownCritical, "a critical number that nobody registered", Int(2), Array(Int(99)), Int(99), Int(0)),
        Header(
            "crit-unprocessed-iv", CoseFailure.UnknownCritical, "a critical initialization vector, which a signature has no use for",
            Int(2), Array(Int(5)), Int(5), Bytes(1)),
        Sign1("no-algorithm", CoseFailure.AlgorithmMissing, "no algorithm anywhere", MessageBuilder.Sign1([])),
        Sign1(
            "algorithm-unprotected", CoseFailure.AlgorithmNotProtected, "the algorithm only in the unprotected header",
            MessageBuilder.Sign1([], Map(Int(1), Int(-35)))),
        Algorithm("algorithm-text", "an algorithm by name", Text("ES384")),
        Algorithm("algorithm-es256k", "ES256K", Int(-47)),
        Algorithm("algorithm-eddsa", "EdDSA", Int(-8)),
        Algorithm("algorithm-hmac", "HMAC 256: a verifier's public key as a secret", Int(5)),
        Algorithm("algorithm-zero", "a reserved number", Int(0)),
        Algorithm("algorithm-rs1", "RSASSA-PKCS1-v1_5 with SHA-1", Int(-65535)),
        Algorithm("algorithm-null", "null", Null),
    ];

    private static VectorFile Header(string name, CoseFailure expect, string comment, params byte[][] added) =>
        Sign1(name, expect, comment, MessageBuilder.Sign1(Map([Int(1), Int(-35), .. added])));

    private static VectorFile Algorithm(string name, string comment, byte[] value) =>
        Sign1(name, CoseFailure.AlgorithmUnknown, comment, MessageBuilder.Sign1(Map(Int(1), value)));
}
