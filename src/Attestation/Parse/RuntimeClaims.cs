using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// What an instance says about itself and has the hardware sign: its keys, the agreement that it serves, and the nonce of
/// whoever asked. The exact bytes are kept, because the report binds their hash.
/// </summary>
/// <remarks>
/// The shape is a JSON Web Key Set with siblings, so that a key vault finds the wrapping key (the only key with the operation
/// <c>encrypt</c>) and a release policy can test the siblings. SPEC.md, "Runtime claims".
/// </remarks>
public sealed class RuntimeClaims
{
    /// <summary>The shortest nonce, in bytes.</summary>
    public const int MinNonceSize = 16;

    /// <summary>The longest nonce, in bytes.</summary>
    public const int MaxNonceSize = 64;

    private const int MaxSize = 16 * 1024;
    private const string Encrypt = "encrypt";

    private static readonly string[] s_members = ["keys", "signing_key", "tls_key_sha256", "agreement_sha256", "nonce"];

    private readonly byte[] _nonce;

    private RuntimeClaims(
        ReadOnlyMemory<byte> encoded, RsaPublicJwk wrappingKey, EcPublicJwk signingKey, Digest256 tlsKey, Digest256 agreement, byte[] nonce)
    {
        Encoded = encoded;
        WrappingKey = wrappingKey;
        SigningKey = signingKey;
        TlsKey = tlsKey;
        Agreement = agreement;
        _nonce = nonce;
    }

    /// <summary>The JSON bytes exactly as made or received.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>The key that released key-encryption keys are wrapped to.</summary>
    public RsaPublicJwk WrappingKey { get; }

    /// <summary>The key that the instance signs results with, on P-384.</summary>
    public EcPublicJwk SigningKey { get; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo of the instance's TLS key.</summary>
    public Digest256 TlsKey { get; }

    /// <summary>The agreement that the instance serves.</summary>
    public Digest256 Agreement { get; }

    /// <summary>The nonce of whoever asked for the evidence: 16 to 64 bytes.</summary>
    public ReadOnlySpan<byte> Nonce => _nonce;

    /// <summary>The name of the instance: the thumbprint of its signing key (RFC 7638). Grants, jobs and requests name it so.</summary>
    public Digest256 InstanceId => SigningKey.Thumbprint;

    /// <summary>SHA-256 of <see cref="Encoded"/>.</summary>
    public Digest256 Digest => Digest256.Of(Encoded.Span);

    /// <summary>What the report's 64 bytes of report data must be: <see cref="Digest"/>, then 32 zero bytes.</summary>
    public byte[] ReportData => ReportDataFor(Encoded.Span);

    /// <summary>Writes the claims of an instance.</summary>
    /// <param name="wrappingKey">The RSA key to wrap to; it must have a <c>kid</c> and the one operation <c>encrypt</c>.</param>
    /// <param name="signingKey">The signing key, on P-384.</param>
    /// <param name="tlsKey">SHA-256 of the TLS key's SubjectPublicKeyInfo.</param>
    /// <param name="agreement">The agreement's digest.</param>
    /// <param name="nonce">16 to 64 bytes from whoever asked.</param>
    /// <exception cref="ArgumentException">A key or the nonce is not of its kind.</exception>
    public static RuntimeClaims Create(
        RsaPublicJwk wrappingKey, EcPublicJwk signingKey, Digest256 tlsKey, Digest256 agreement, ReadOnlySpan<byte> nonce)
    {
        ArgumentNullException.ThrowIfNull(wrappingKey);
        ArgumentNullException.ThrowIfNull(signingKey);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            wrappingKey.WriteTo(writer);
            writer.WriteEndArray();
            writer.WritePropertyName("signing_key");
            signingKey.WriteTo(writer);
            writer.WriteString("tls_key_sha256", tlsKey.ToString());
            writer.WriteString("agreement_sha256", agreement.ToString());
            writer.WriteString("nonce", Base64UrlText.Encode(nonce));
            writer.WriteEndObject();
        }

        return TryParse(stream.ToArray(), out RuntimeClaims? claims, out RuntimeClaimsFailure failure)
            ? claims
            : throw new ArgumentException($"These are not claims that anybody would read: {failure}.");
    }

    /// <summary>Reads the claims of an instance.</summary>
    /// <param name="utf8">The exact bytes that the report binds.</param>
    /// <param name="claims">The claims, with a copy of the bytes.</param>
    /// <param name="failure">Why they were refused.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out RuntimeClaims? claims, out RuntimeClaimsFailure failure)
    {
        claims = null;
        failure = RuntimeClaimsFailure.Json;
        if (utf8.Length > MaxSize || !StrictJson.TryParse(utf8, out JsonElement root) || root.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        failure = RuntimeClaimsFailure.Members;
        if (!StrictJsonText.HasExactly(root, s_members))
        {
            return false;
        }

        failure = RuntimeClaimsFailure.WrappingKey;
        if (!TryReadWrappingKey(root.GetProperty("keys"), out RsaPublicJwk? wrappingKey))
        {
            return false;
        }

        failure = RuntimeClaimsFailure.SigningKey;
        if (!EcPublicJwk.TryParse(root.GetProperty("signing_key"), out EcPublicJwk? signingKey, out _) || signingKey.Curve != "P-384")
        {
            return false;
        }

        failure = RuntimeClaimsFailure.TlsKey;
        if (!TryReadDigest(root.GetProperty("tls_key_sha256"), out Digest256 tlsKey))
        {
            return false;
        }

        failure = RuntimeClaimsFailure.Agreement;
        if (!TryReadDigest(root.GetProperty("agreement_sha256"), out Digest256 agreement))
        {
            return false;
        }

        failure = RuntimeClaimsFailure.Nonce;
        if (!StrictJsonText.TryGetString(root.GetProperty("nonce"), out string? nonceText)
            || !Base64UrlText.TryDecode(nonceText, out byte[]? nonce) || nonce.Length is < MinNonceSize or > MaxNonceSize)
        {
            return false;
        }

        claims = new RuntimeClaims(utf8.ToArray(), wrappingKey, signingKey, tlsKey, agreement, nonce);
        failure = RuntimeClaimsFailure.None;
        return true;
    }

    /// <summary>The report data that binds arbitrary runtime bytes: their SHA-256, then 32 zero bytes.</summary>
    internal static byte[] ReportDataFor(ReadOnlySpan<byte> runtimeData) =>
        [.. Digest256.Of(runtimeData).AsSpan(), .. new byte[SnpReportLayout.ReportDataSize - Digest256.Size]];

    private static bool TryReadWrappingKey(JsonElement keys, [NotNullWhen(true)] out RsaPublicJwk? key)
    {
        key = null;
        return keys.ValueKind == JsonValueKind.Array && keys.GetArrayLength() == 1
            && RsaPublicJwk.TryParse(keys[0], out key, out _)
            && key.KeyId is { Length: > 0 } && key.Operations is [Encrypt];
    }

    private static bool TryReadDigest(JsonElement member, out Digest256 digest)
    {
        digest = default;
        return StrictJsonText.TryGetString(member, out string? text) && Digest256.TryParse(text, out digest);
    }
}
