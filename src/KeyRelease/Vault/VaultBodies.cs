using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>The bodies of requests, as the vault's REST interface (7.4) documents them.</summary>
internal static class VaultBodies
{
    private static readonly string[] s_operations = ["encrypt", "decrypt", "wrapKey", "unwrapKey"];

    /// <summary>Without a policy for a version that takes over its predecessor's.</summary>
    public static byte[] Create(ReleasePolicy? policy, NewKeyOptions options) => Write(writer =>
    {
        writer.WriteString("kty", options.InHardware ? "RSA-HSM" : "RSA");
        writer.WriteNumber("key_size", options.KeySize);
        Operations(writer);
        Common(writer, policy, options);
    });

    /// <summary>Holds the private key: the caller zeroes the bytes after they are sent.</summary>
    public static byte[] Import(RSA key, ReleasePolicy policy, NewKeyOptions options)
    {
        RSAParameters numbers = key.ExportParameters(includePrivateParameters: true);
        try
        {
            return Write(writer =>
            {
                writer.WriteStartObject("key");
                writer.WriteString("kty", options.InHardware ? "RSA-HSM" : "RSA");
                Operations(writer);
                Number(writer, "n", numbers.Modulus!);
                Number(writer, "e", numbers.Exponent!);
                Number(writer, "d", numbers.D!);
                Number(writer, "p", numbers.P!);
                Number(writer, "q", numbers.Q!);
                Number(writer, "dp", numbers.DP!);
                Number(writer, "dq", numbers.DQ!);
                Number(writer, "qi", numbers.InverseQ!);
                writer.WriteEndObject();
                writer.WriteBoolean("hsm", options.InHardware);
                Common(writer, policy, options);
            });
        }
        finally
        {
            foreach (byte[]? secret in new[] { numbers.D, numbers.P, numbers.Q, numbers.DP, numbers.DQ, numbers.InverseQ })
            {
                CryptographicOperations.ZeroMemory(secret);
            }
        }
    }

    public static byte[] Release(string token, string? nonce) => Write(writer =>
    {
        writer.WriteString("target", token);
        if (nonce is not null)
        {
            writer.WriteString("nonce", nonce);
        }

        writer.WriteString("enc", RsaAesKeyWrap.Algorithm);
    });

    public static byte[] Enabled(bool isEnabled) => Write(writer =>
    {
        writer.WriteStartObject("attributes");
        writer.WriteBoolean("enabled", isEnabled);
        writer.WriteEndObject();
    });

    public static byte[] Unwrap(ReadOnlySpan<byte> wrapped)
    {
        string value = Base64UrlText.Encode(wrapped);
        return Write(writer =>
        {
            writer.WriteString("alg", "RSA-OAEP-256");
            writer.WriteString("value", value);
        });
    }

    private static void Common(Utf8JsonWriter writer, ReleasePolicy? policy, NewKeyOptions options)
    {
        writer.WriteStartObject("attributes");
        writer.WriteBoolean("enabled", true);
        writer.WriteBoolean("exportable", true);
        writer.WriteEndObject();
        if (options.Tags.Count > 0)
        {
            writer.WriteStartObject("tags");
            foreach ((string name, string value) in options.Tags)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        if (policy is null)
        {
            return;
        }

        writer.WriteStartObject("release_policy");
        writer.WriteString("contentType", "application/json; charset=utf-8");
        writer.WriteString("data", Base64UrlText.Encode(policy.Encoded.Span));
        writer.WriteBoolean("immutable", options.ImmutablePolicy);
        writer.WriteEndObject();
    }

    private static void Operations(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("key_ops");
        foreach (string operation in s_operations)
        {
            writer.WriteStringValue(operation);
        }

        writer.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter writer, string name, byte[] number)
    {
        byte[] text = new byte[Base64Url.GetEncodedLength(number.Length)];
        Base64Url.EncodeToUtf8(number, text);
        writer.WriteString(name, text);
        CryptographicOperations.ZeroMemory(text);
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        // Sized so that it never grows: growing would leave copies of a private key behind.
        ArrayBufferWriter<byte> buffer = new(256 * 1024);
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        byte[] body = buffer.WrittenSpan.ToArray();
        buffer.Clear();
        return body;
    }
}
