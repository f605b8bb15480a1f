using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>A result on its way to its recipients: a COSE_Encrypt that each of them can open alone, bound to its agreement.</summary>
public static class ResultEnvelope
{
    /// <summary>Opens an envelope.</summary>
    /// <param name="envelope">Bytes from anywhere.</param>
    /// <param name="agreement">Hash of the agreement it must belong to.</param>
    /// <param name="decryptionKey">A recipient's private encryption key.</param>
    /// <param name="signedResult">The COSE_Sign1 inside; nothing about it is verified yet.</param>
    /// <param name="failure">Why it does not open.</param>
    public static bool TryOpen(
        ReadOnlyMemory<byte> envelope,
        Digest256 agreement,
        ECDiffieHellman decryptionKey,
        [NotNullWhen(true)] out byte[]? signedResult,
        out CoseFailure failure)
    {
        ArgumentNullException.ThrowIfNull(decryptionKey);
        return CoseEncrypt.TryDecrypt(
            envelope,
            decryptionKey,
            EcPublicJwk.FromKey(decryptionKey).Thumbprint.AsSpan(),
            agreement.AsSpan(),
            out signedResult,
            out failure);
    }

    internal static byte[] Seal(ReadOnlySpan<byte> signedResult, SignedAgreement agreement, IReadOnlyList<PartyId> recipients)
    {
        List<CoseRecipient> keys = [];
        foreach (PartyId recipient in recipients)
        {
            Party party = agreement.Agreement.FindParty(recipient)
                ?? throw new ArgumentException($"'{recipient}' is no party of the agreement.", nameof(recipients));
            using ECDiffieHellman key = party.EncryptionKey.ToEcdh();
            keys.Add(new CoseRecipient(key.ExportParameters(includePrivateParameters: false), party.EncryptionKey.Thumbprint.ToArray()));
        }

        return CoseEncrypt.Encrypt(signedResult, keys, Result.ContentType, agreement.Hash.AsSpan());
    }
}
