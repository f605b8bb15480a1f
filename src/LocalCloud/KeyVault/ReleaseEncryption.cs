using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>Encrypts a released key: RSA-OAEP over a fresh AES-256 key, then AES key wrap with padding (RFC 5649) over PKCS#8.</summary>
internal static class ReleaseEncryption
{
    /// <summary>The padding that an algorithm name of the release protocol stands for.</summary>
    /// <returns>Null when the name is not one of the three.</returns>
    public static RSAEncryptionPadding? TryFind(string enc) => enc switch
    {
        "CKM_RSA_AES_KEY_WRAP" => RSAEncryptionPadding.OaepSHA1,
        "RSA_AES_KEY_WRAP_256" => RSAEncryptionPadding.OaepSHA256,
        "RSA_AES_KEY_WRAP_384" => RSAEncryptionPadding.OaepSHA384,
        _ => null,
    };

    /// <summary>Wraps a private key for its recipient.</summary>
    public static byte[] Wrap(byte[] pkcs8, RsaPublicJwk recipient, RSAEncryptionPadding padding)
    {
        using Aes aes = Aes.Create();
        byte[] kek = RandomNumberGenerator.GetBytes(32);
        aes.Key = kek;
        using RSA rsa = recipient.ToRsa();
        byte[] wrapped = [.. rsa.Encrypt(kek, padding), .. aes.EncryptKeyWrapPadded(pkcs8)];
        CryptographicOperations.ZeroMemory(kek);
        return wrapped;
    }
}
