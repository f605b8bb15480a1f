using System.Security.Cryptography;

namespace EnclaveCleanRoom.Cose.Tests;

/// <summary>Signers and recipients that the tests share; none is secret.</summary>
internal static class TestKeys
{
    public static CoseVerificationKey PublicOf(CoseSigner signer) =>
        CoseVerificationKey.FromSubjectPublicKeyInfo(signer.SubjectPublicKeyInfo.Span);

    public static CoseRecipient RecipientOf(ECDiffieHellman key, ReadOnlySpan<byte> keyId) =>
        new(key.ExportParameters(false), keyId.ToArray());
}
