using static EnclaveCleanRoom.Cose.Tests.Vectors.Cbor;
using static EnclaveCleanRoom.Cose.Tests.Vectors.VectorGenerator;

namespace EnclaveCleanRoom.Cose.Tests.Vectors;

internal static class AcceptedSign1Vectors
{
    public static IEnumerable<VectorFile> All() =>
    [
        Sign1("es384", CoseFailure.None, "the plain message: algorithm, payload, signature", MessageBuilder.Sign1()),
        Sign1("es256", CoseFailure.None, "ES256 on P-256", MessageBuilder.Sign1(Map(Int(1), Int(-7)), key: "p256"), "p256"),
        Sign1("es512", CoseFailure.None, "ES512 on P-521", MessageBuilder.Sign1(Map(Int(1), Int(-36)), key: "p521"), "p521"),
        Sign1("external", CoseFailure.None, "external data is signed and not carried", MessageBuilder.Sign1(external: [1, 2, 3])) with
        {
            External = [1, 2, 3],
        },
        Sign1(
            "content-type", CoseFailure.None, "a media type", MessageBuilder.Sign1(Map(Int(1), Int(-35), Int(3), Text("application/json")))),
        Sign1("content-format", CoseFailure.None, "a CoAP content format", MessageBuilder.Sign1(Map(Int(1), Int(-35), Int(3), Int(50)))),
        Sign1("kid", CoseFailure.None, "a key identifier in the protected header", MessageBuilder.Sign1(Map(Int(1), Int(-35), Int(4), Bytes(1)))),
        Sign1(
            "kid-unprotected", CoseFailure.None, "a key identifier outside the signature is allowed and proves nothing",
            MessageBuilder.Sign1(unprotected: Map(Int(4), Bytes(1)))),
        Sign1(
            "claims", CoseFailure.None, "CWT claims in the header; claim 99 is unknown and passed over",
            MessageBuilder.Sign1(Map(
                Int(1), Int(-35), Int(15), Map(Int(1), Text("a"), Int(4), Int(2_000_000_000), Int(7), Bytes(9), Int(99), Int(0))))),
        Sign1(
            "crit-understood", CoseFailure.None, "crit names the content type, which is understood",
            MessageBuilder.Sign1(Map(Int(1), Int(-35), Int(2), Array(Int(3)), Int(3), Text("a/b")))),
        Sign1("text-labels", CoseFailure.None, "text labels follow the numbers", MessageBuilder.Sign1(Map(Int(1), Int(-35), Text("feed"), Text("x")))),
        Sign1("untagged-tolerated", CoseFailure.None, "a caller may accept a missing tag", MessageBuilder.Sign1()[1..]) with
        {
            Tolerance = CoseTolerance.Untagged,
        },
        Sign1(
            "unsorted-tolerated", CoseFailure.None, "a caller may accept keys in another order",
            MessageBuilder.Sign1(Map(Int(4), Bytes(1), Int(1), Int(-35)))) with
        {
            Tolerance = CoseTolerance.UnsortedKeys,
        },
    ];
}
