using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease.Vault;

namespace EnclaveCleanRoom.KeyRelease.Release;

/// <summary>A release response, parsed: what it says, without anybody having vouched for it.</summary>
internal sealed record ReleaseResponse
{
    private ReleaseResponse(CompactJws jws) => Jws = jws;

    public CompactJws Jws { get; }

    /// <summary>The header's <c>alg</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The header's <c>x5c</c>: DER, the signer's first.</summary>
    public required IReadOnlyList<byte[]> Certificates { get; init; }

    /// <summary>The header's <c>x5t#S256</c>.</summary>
    public required byte[] CertificateHash { get; init; }

    /// <summary>The key that was asked for, with or without a version.</summary>
    public required string RequestedKey { get; init; }

    public required string RequestedEncryption { get; init; }

    /// <summary>The nonce that was answered, or null: not every vault echoes it.</summary>
    public required string? Nonce { get; init; }

    /// <summary>The key that was released, with its version.</summary>
    public required string ReleasedKey { get; init; }

    public required RSAParameters PublicKey { get; init; }

    /// <summary>How the key is wrapped, as the wrapped key's own header says.</summary>
    public required string WrappingAlgorithm { get; init; }

    public required byte[] WrappedKey { get; init; }

    /// <summary>Parses the body of an answer: <c>{"value": "&lt;JWS&gt;"}</c>.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, [NotNullWhen(true)] out ReleaseResponse? response)
    {
        response = null;
        return StrictJson.TryParse(body, out JsonElement root) && VaultJson.TryText(root, "value", out string? value) &&
            CompactJws.TryParse(value, out CompactJws? jws) && TryParse(jws, out response);
    }

    private static bool TryParse(CompactJws jws, [NotNullWhen(true)] out ReleaseResponse? response)
    {
        response = null;
        if (!VaultJson.TryText(jws.Header, "alg", out string? algorithm) || !TryCertificates(jws.Header, out List<byte[]> certificates) ||
            !VaultJson.TryBytes(jws.Header, "x5t#S256", out byte[]? hash) || !StrictJson.TryParse(jws.Payload, out JsonElement payload) ||
            !VaultJson.TryObject(payload, "request", out JsonElement request) || !VaultJson.TryText(request, "enc", out string? enc) ||
            !VaultJson.TryText(request, "kid", out string? asked) || !TryNonce(request, out string? nonce) ||
            !VaultJson.TryObject(payload, "response", out JsonElement answer) || !VaultJson.TryObject(answer, "key", out JsonElement bundle) ||
            !VaultJson.TryObject(bundle, "key", out JsonElement key) || !VaultJson.TryText(key, "kid", out string? released) ||
            !VaultKeyReader.TryPublicKey(key, out RSAParameters publicKey) || !VaultJson.TryBytes(key, "key_hsm", out byte[]? wrapped) ||
            !TryWrapped(wrapped, out string? wrapping, out byte[]? ciphertext))
        {
            return false;
        }

        response = new ReleaseResponse(jws)
        {
            Algorithm = algorithm,
            Certificates = certificates,
            CertificateHash = hash,
            RequestedKey = asked,
            RequestedEncryption = enc,
            Nonce = nonce,
            ReleasedKey = released,
            PublicKey = publicKey,
            WrappingAlgorithm = wrapping,
            WrappedKey = ciphertext,
        };
        return true;
    }

    private static bool TryWrapped(byte[] json, [NotNullWhen(true)] out string? algorithm, [NotNullWhen(true)] out byte[]? ciphertext)
    {
        (algorithm, ciphertext) = (null, null);
        return StrictJson.TryParse(json, out JsonElement root) &&
            VaultJson.TryText(root, "schema_version", out string? version) && version == "1.0" &&
            VaultJson.TryObject(root, "header", out JsonElement header) && VaultJson.TryText(header, "alg", out string? alg) && alg == "dir" &&
            VaultJson.TryText(header, "enc", out algorithm) && VaultJson.TryBytes(root, "ciphertext", out ciphertext);
    }

    private static bool TryNonce(JsonElement request, out string? nonce)
    {
        nonce = null;
        return !request.TryGetProperty("nonce", out _) || VaultJson.TryText(request, "nonce", out nonce);
    }

    private static bool TryCertificates(JsonElement header, out List<byte[]> certificates)
    {
        certificates = [];
        if (!header.TryGetProperty("x5c", out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is < 1 or > 8)
        {
            return false;
        }

        foreach (JsonElement element in list.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.String || !element.TryGetBytesFromBase64(out byte[]? certificate))
            {
                return false;
            }

            certificates.Add(certificate);
        }

        return true;
    }
}
