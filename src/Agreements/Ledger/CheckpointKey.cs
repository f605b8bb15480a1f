using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Agreements.Ledger;

/// <summary>How checkpoints are signed: ECDSA over SHA-256 of the text, in DER, the kind of signature that notes call type 2.</summary>
/// <remarks>
/// An instance signs results and checkpoints with one key on P-384. What is signed cannot be mistaken: a result's signature covers a
/// CBOR structure that begins with the byte 0x84 and is hashed with SHA-384, a checkpoint's a text, hashed with SHA-256.
/// </remarks>
internal static class CheckpointKey
{
    private static readonly DSASignatureFormat s_format = DSASignatureFormat.Rfc3279DerSequence;

    /// <summary>The key's short id: the first four bytes of SHA-256 over its SubjectPublicKeyInfo, as type 2 has it.</summary>
    internal static uint IdOf(ECDsa key) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    internal static byte[] Sign(ECDsa key, ReadOnlySpan<byte> text) => key.SignData(text, HashAlgorithmName.SHA256, s_format);

    internal static bool Verify(ECDsa key, ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        key.VerifyData(text, signature, HashAlgorithmName.SHA256, s_format);
}
