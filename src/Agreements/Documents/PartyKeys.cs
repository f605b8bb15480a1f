using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Documents;

/// <summary>How messages name keys: the key id is the RFC 7638 thumbprint of the public key.</summary>
internal static class PartyKeys
{
    internal static ReadOnlyMemory<byte> KeyIdOf(CoseSigner signer)
    {
        using System.Security.Cryptography.ECDsa key = System.Security.Cryptography.ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(signer.SubjectPublicKeyInfo.Span, out _);
        return EcPublicJwk.FromKey(key).Thumbprint.ToArray();
    }

    internal static Party? Find(Agreement agreement, ReadOnlyMemory<byte>? keyId) =>
        keyId is { Length: Digest256.Size } id
            ? agreement.Parties.FirstOrDefault(party => party.SigningKey.Thumbprint.FixedTimeEquals(id.Span))
            : null;

    internal static CoseVerificationKey VerificationKey(EcPublicJwk key)
    {
        using System.Security.Cryptography.ECDsa ecdsa = key.ToEcdsa();
        return CoseVerificationKey.FromEcdsa(ecdsa);
    }
}
