using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Http;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>Reads an RSA private key in the form in which owners import it (RFC 7518 §6.3).</summary>
internal static class PrivateJwk
{
    /// <summary>Reads the key.</summary>
    /// <returns>The key, for the caller to dispose; null when it is no consistent RSA private key of 2048, 3072 or 4096 bits.</returns>
    public static RSA? TryImport(JsonElement jwk)
    {
        if (JsonExchange.Text(jwk, "kty") is not ("RSA" or "RSA-HSM")
            || Bytes(jwk, "n") is not byte[] n || Bytes(jwk, "e") is not byte[] e || Bytes(jwk, "d") is not byte[] d
            || Bytes(jwk, "p") is not byte[] p || Bytes(jwk, "q") is not byte[] q
            || Bytes(jwk, "dp") is not byte[] dp || Bytes(jwk, "dq") is not byte[] dq || Bytes(jwk, "qi") is not byte[] qi
            || n.Length is not (256 or 384 or 512))
        {
            return null;
        }

        RSA rsa = RSA.Create();
        try
        {
            rsa.ImportParameters(new RSAParameters
            {
                Modulus = n,
                Exponent = e,
                D = Sized(d, n.Length),
                P = Sized(p, n.Length / 2),
                Q = Sized(q, n.Length / 2),
                DP = Sized(dp, n.Length / 2),
                DQ = Sized(dq, n.Length / 2),
                InverseQ = Sized(qi, n.Length / 2),
            });
            byte[] probe = rsa.SignHash(new byte[32], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            if (rsa.VerifyHash(new byte[32], probe, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            {
                return rsa;
            }
        }
        catch (CryptographicException)
        {
            // Falls through: inconsistent members are refused like absent ones.
        }

        rsa.Dispose();
        return null;
    }

    private static byte[]? Bytes(JsonElement jwk, string name) =>
        JsonExchange.Text(jwk, name) is string text && Base64UrlText.TryDecodePadded(text, out byte[]? bytes) ? bytes : null;

    // Encoders differ in whether they keep leading zeros; the platform wants the full length.
    private static byte[] Sized(byte[] number, int size)
    {
        ReadOnlySpan<byte> digits = number.AsSpan().TrimStart((byte)0);
        byte[] sized = new byte[size];
        if (digits.Length > size)
        {
            throw new CryptographicException("A number of the key is longer than its modulus allows.");
        }

        digits.CopyTo(sized.AsSpan(size - digits.Length));
        return sized;
    }
}
