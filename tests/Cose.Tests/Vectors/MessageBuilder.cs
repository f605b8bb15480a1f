using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Cose.Encryption;

namespace EnclaveCleanRoom.Cose.Tests.Vectors;

/// <summary>Builds messages straight from the text of RFC 9052, beside the product's own writer, with fixed keys and nonces.</summary>
internal static class MessageBuilder
{
    public static byte[] Payload { get; } = Encoding.ASCII.GetBytes("This is the content.");

    public static byte[] Es384 { get; } = Cbor.Map(Cbor.Int(1), Cbor.Int(-35));

    public static byte[] Signature1(byte[] protectedBytes, byte[] payload, byte[] external, string key)
    {
        byte[] signed = Cbor.Array(Cbor.Text("Signature1"), Cbor.Bytes(protectedBytes), Cbor.Bytes(external), Cbor.Bytes(payload));
        return Ecdsa(key, signed);
    }

    public static byte[] Signature(byte[] body, byte[] signer, byte[] payload, byte[] external, string key)
    {
        byte[] signed = Cbor.Array(
            Cbor.Text("Signature"), Cbor.Bytes(body), Cbor.Bytes(signer), Cbor.Bytes(external), Cbor.Bytes(payload));
        return Ecdsa(key, signed);
    }

    /// <summary>A tagged COSE_Sign1 whose signature is right for the protected header and payload given.</summary>
    public static byte[] Sign1(byte[]? header = null, byte[]? unprotected = null, string key = "p384", byte[]? external = null)
    {
        byte[] protectedBytes = header ?? Es384;
        byte[] signature = Signature1(protectedBytes, Payload, external ?? [], key);
        return Cbor.Tag(18, Cbor.Array(Cbor.Bytes(protectedBytes), unprotected ?? Cbor.EmptyMap, Cbor.Bytes(Payload), Cbor.Bytes(signature)));
    }

    /// <summary>A COSE_Signature that is right for the body header and payload given.</summary>
    public static byte[] Signer(byte[] body, string key, byte[]? header = null, byte[]? unprotected = null, byte[]? external = null)
    {
        byte[] protectedBytes = header ?? Es384;
        byte[] signature = Signature(body, protectedBytes, Payload, external ?? [], key);
        return Cbor.Array(Cbor.Bytes(protectedBytes), unprotected ?? Cbor.EmptyMap, Cbor.Bytes(signature));
    }

    public static byte[] Sign(byte[] body, params byte[][] signers) =>
        Cbor.Tag(98, Cbor.Array(Cbor.Bytes(body), Cbor.EmptyMap, Cbor.Bytes(Payload), Cbor.Array(signers)));

    public static byte[] ContentHeader { get; } = Cbor.Map(Cbor.Int(1), Cbor.Int(3));

    public static byte[] RecipientHeader { get; } = Cbor.Map(Cbor.Int(1), Cbor.Int(-31));

    public static byte[] InitializationVector { get; } = [.. Enumerable.Range(1, 12).Select(i => (byte)i)];

    public static byte[] Ciphertext(byte[]? header = null, byte[]? external = null)
    {
        byte[] associated = Cbor.Array(Cbor.Text("Encrypt"), Cbor.Bytes(header ?? ContentHeader), Cbor.Bytes(external ?? []));
        byte[] ciphertext = new byte[Payload.Length + 16];
        using AesGcm aes = new(ContentKey, 16);
        aes.Encrypt(InitializationVector, Payload, ciphertext.AsSpan(0, Payload.Length), ciphertext.AsSpan(Payload.Length), associated);
        return ciphertext;
    }

    public static byte[] WrappedKey(string recipient)
    {
        using ECDiffieHellman ephemeral = VectorKeys.Ecdh("p384-stranger");
        using ECDiffieHellman key = VectorKeys.Ecdh(recipient);
        using ECDiffieHellmanPublicKey other = key.PublicKey;
        byte[] noParty = Cbor.Array(Cbor.Null, Cbor.Null, Cbor.Null);
        byte[] context = Cbor.Array(Cbor.Int(-5), noParty, noParty, Cbor.Array(Cbor.Int(256), Cbor.Bytes(RecipientHeader)));
        byte[] kek = HKDF.DeriveKey(HashAlgorithmName.SHA256, ephemeral.DeriveRawSecretAgreement(other), 32, [], context);
        return AesKeyWrap.Wrap(kek, ContentKey);
    }

    public static byte[] EphemeralKey(Action<Dictionary<int, byte[]>>? change = null)
    {
        using ECDiffieHellman ephemeral = VectorKeys.Ecdh("p384-stranger");
        ECPoint point = ephemeral.ExportParameters(false).Q;
        Dictionary<int, byte[]> key = new()
        {
            [1] = Cbor.Int(2),
            [-1] = Cbor.Int(2),
            [-2] = Cbor.Bytes(point.X!),
            [-3] = Cbor.Bytes(point.Y!),
        };
        change?.Invoke(key);
        return Cbor.Map([.. key.SelectMany(pair => new[] { Cbor.Int(pair.Key), pair.Value })]);
    }

    public static byte[] Recipient(
        string key = "p384", byte[]? header = null, byte[]? ephemeral = null, byte[]? wrapped = null, byte[]? keyId = null) =>
        Cbor.Array(
            Cbor.Bytes(header ?? RecipientHeader),
            Cbor.Map(Cbor.Int(4), Cbor.Bytes(keyId ?? Encoding.ASCII.GetBytes(key)), Cbor.Int(-1), ephemeral ?? EphemeralKey()),
            wrapped ?? Cbor.Bytes(WrappedKey(key)));

    public static byte[] Encrypt(
        byte[]? header = null, byte[]? unprotected = null, byte[]? ciphertext = null, params byte[][] recipients) =>
        Cbor.Tag(96, Cbor.Array(
            Cbor.Bytes(header ?? ContentHeader),
            unprotected ?? Cbor.Map(Cbor.Int(5), Cbor.Bytes(InitializationVector)),
            ciphertext ?? Cbor.Bytes(Ciphertext()),
            Cbor.Array(recipients)));

    private static byte[] ContentKey { get; } = [.. Enumerable.Range(0xA0, 32).Select(i => (byte)i)];

    private static byte[] Ecdsa(string key, byte[] signed)
    {
        using ECDsa ecdsa = VectorKeys.Ecdsa(key);
        HashAlgorithmName hash = ecdsa.KeySize switch
        {
            256 => HashAlgorithmName.SHA256,
            384 => HashAlgorithmName.SHA384,
            _ => HashAlgorithmName.SHA512,
        };
        return DeterministicEcdsa.Sign(ecdsa, hash, signed);
    }
}
