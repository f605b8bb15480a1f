using System.Security.Cryptography;

namespace EnclaveCleanRoom.Cose.Encryption;

/// <summary>Agrees on the key that wraps the content key for one recipient.</summary>
internal static class KeyEncryption
{
    /// <summary>Derives the wrapping key: HKDF-SHA-256 of the raw shared secret, no salt, over the context.</summary>
    public static void Derive(ECDiffieHellman own, ECDiffieHellmanPublicKey other, ReadOnlySpan<byte> recipientProtected, Span<byte> kek)
    {
        byte[] secret = own.DeriveRawSecretAgreement(other);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, kek, salt: [], EncryptionStructure.KdfContext(recipientProtected));
        CryptographicOperations.ZeroMemory(secret);
    }
}
