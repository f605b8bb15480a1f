using System.Runtime.CompilerServices;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Documents;

/// <summary>How messages name keys: the key id is the RFC 7638 thumbprint of the public key.</summary>
internal static class PartyKeys
{
    /// <summary>Of signers that live: a key is read, which checks it and takes as long as signing, once and not for each message.</summary>
    private static readonly ConditionalWeakTable<CoseSigner, byte[]> s_keyIds = [];

    internal static ReadOnlyMemory<byte> KeyIdOf(CoseSigner signer) => s_keyIds.GetValue(signer, ReadKeyId);

    internal static Party? Find(Agreement agreement, ReadOnlyMemory<byte>? keyId) =>
        keyId is { Length: Digest256.Size } id
            ? agreement.Parties.FirstOrDefault(party => party.SigningKey.Thumbprint.FixedTimeEquals(id.Span))
            : null;

    internal static CoseVerificationKey VerificationKey(EcPublicJwk key)
    {
        using System.Security.Cryptography.ECDsa ecdsa = key.ToEcdsa();
        return CoseVerificationKey.FromEcdsa(ecdsa);
    }

    private static byte[] ReadKeyId(CoseSigner signer)
    {
        using System.Security.Cryptography.ECDsa key = System.Security.Cryptography.ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(signer.SubjectPublicKeyInfo.Span, out _);
        return EcPublicJwk.FromKey(key).Thumbprint.ToArray();
    }
}
