using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose.Tests.Vectors;
using static EnclaveCleanRoom.Cose.Tests.Vectors.Cbor;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>COSE messages whose signatures follow from key and content, so that what is committed can be made again.</summary>
internal static class TestMessage
{
    /// <summary>A COSE_Sign1 by the published key of that name.</summary>
    public static byte[] Sign1(byte[] payload, string contentType, string name, params byte[][] furtherHeaders)
    {
        using ECDsa key = TestKey.Signing(name);
        return Sign1(payload, contentType, key, furtherHeaders);
    }

    public static byte[] Sign1(byte[] payload, string contentType, ECDsa key, params byte[][] furtherHeaders)
    {
        byte[] header = Map([Int(1), Int(-35), Int(3), Text(contentType), Int(4), Bytes(KeyIdOf(key)), .. furtherHeaders]);
        byte[] signature = Sign(key, Array(Text("Signature1"), Bytes(header), Bytes(), Bytes(payload)));
        return Tag(18, Array(Bytes(header), EmptyMap, Bytes(payload), Bytes(signature)));
    }

    /// <summary>A COSE_Sign by the published keys of those names, in order.</summary>
    public static byte[] Sign(byte[] payload, string contentType, params string[] names)
    {
        byte[] header = Map(Int(3), Text(contentType));
        return Tag(98, Array(Bytes(header), EmptyMap, Bytes(payload), Array([.. names.Select(name => SignatureOf(name, header, payload))])));
    }

    private static byte[] SignatureOf(string name, byte[] bodyHeader, byte[] payload)
    {
        using ECDsa key = TestKey.Signing(name);
        byte[] header = Map(Int(1), Int(-35), Int(4), Bytes(KeyIdOf(key)));
        byte[] signature = Sign(key, Array(Text("Signature"), Bytes(bodyHeader), Bytes(header), Bytes(), Bytes(payload)));
        return Array(Bytes(header), EmptyMap, Bytes(signature));
    }

    private static byte[] KeyIdOf(ECDsa key) => EcPublicJwk.FromKey(key).Thumbprint.ToArray();

    private static byte[] Sign(ECDsa key, byte[] signed) => DeterministicEcdsa.Sign(key, HashAlgorithmName.SHA384, signed);
}
