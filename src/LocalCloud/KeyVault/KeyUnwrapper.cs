using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Http;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>Unwraps what was wrapped under a key for whoever may use the vault; the key itself stays in it.</summary>
/// <remarks>Source: Key Vault REST API 7.4, Unwrap Key. Of its algorithms only RSA-OAEP-256 is spoken here.</remarks>
internal static class KeyUnwrapper
{
    private const string Operation = "unwrapKey";
    private const string Algorithm = "RSA-OAEP-256";

    /// <summary>Unwraps.</summary>
    /// <param name="key">The version asked for.</param>
    /// <param name="vault">The vault's address.</param>
    /// <param name="body">The request body.</param>
    /// <returns>The answer, or why there is none.</returns>
    public static (JsonObject? Answer, VaultError? Error) Unwrap(StoredKey key, string vault, JsonElement body)
    {
        if (!key.IsEnabled)
        {
            return (null, VaultError.UseOfDisabled);
        }

        if (!key.Operations.Contains(Operation))
        {
            return (null, VaultError.OperationNotPermitted(Operation));
        }

        if (JsonExchange.Text(body, "alg") != Algorithm || JsonExchange.Text(body, "value") is not string value || !Base64UrlText.TryDecodePadded(value, out byte[]? wrapped))
        {
            return (null, VaultError.BadParameter("Property alg or value has an unsupported value."));
        }

        using RSA rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(key.Pkcs8, out _);
        try
        {
            byte[] plain = rsa.Decrypt(wrapped, RSAEncryptionPadding.OaepSHA256);
            JsonObject answer = new() { ["kid"] = KeyBundle.IdOf(key, vault), ["value"] = Base64UrlText.Encode(plain) };
            CryptographicOperations.ZeroMemory(plain);
            return (answer, null);
        }
        catch (CryptographicException)
        {
            return (null, VaultError.BadParameter("The parameter is incorrect."));
        }
    }
}
