using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// The public half of an RSA key as a JSON Web Key: 2048 to 8192 bits. The key to which a key vault encrypts what it
/// releases travels in this form.
/// </summary>
/// <remarks>
/// Source: RFC 7517, RFC 7518 §6.3, RFC 7638. Members that are not known are ignored, as RFC 7517 §4 demands; members of a
/// private key are refused.
/// </remarks>
public sealed class RsaPublicJwk
{
    private const int MinModulusBytes = 2048 / 8;
    private const int MaxModulusBytes = 8192 / 8;
    private const int MaxExponentBytes = 4;

    private readonly byte[] _modulus;
    private readonly byte[] _exponent;
    private readonly JwkMembers _members;

    private RsaPublicJwk(byte[] modulus, byte[] exponent, JwkMembers members)
    {
        _modulus = modulus;
        _exponent = exponent;
        _members = members;
    }

    /// <summary>The modulus, big-endian without leading zeros.</summary>
    public ReadOnlyMemory<byte> Modulus => _modulus;

    /// <summary>The public exponent, big-endian without leading zeros.</summary>
    public ReadOnlyMemory<byte> Exponent => _exponent;

    /// <summary>The length of the modulus in bits, rounded up to whole bytes.</summary>
    public int KeySize => 8 * _modulus.Length;

    /// <summary><c>kid</c>, or null when the key has none.</summary>
    public string? KeyId => _members.KeyId;

    /// <summary><c>use</c>, or null when the key does not say.</summary>
    public string? Use => _members.Use;

    /// <summary><c>key_ops</c>; empty when the key does not say.</summary>
    public IReadOnlyList<string> Operations => _members.Operations;

    /// <summary>The thumbprint of RFC 7638 with SHA-256, which depends on the key alone and not on its other members.</summary>
    public Digest256 Thumbprint => Digest256.Of(Encoding.ASCII.GetBytes(
        $$"""{"e":"{{Base64UrlText.Encode(_exponent)}}","kty":"RSA","n":"{{Base64UrlText.Encode(_modulus)}}"}"""));

    /// <summary>Describes the public half of <paramref name="key"/>.</summary>
    /// <param name="key">A key of 2048 to 8192 bits; it is neither kept nor disposed.</param>
    /// <param name="keyId">The <c>kid</c> to give it, or null for none.</param>
    /// <param name="operations">The <c>key_ops</c>, for example <c>encrypt</c>; empty leaves the member out.</param>
    /// <exception cref="ArgumentException">The key has another size.</exception>
    public static RsaPublicJwk FromRsa(RSA key, string? keyId = null, params IReadOnlyList<string> operations)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(operations);
        RSAParameters parameters = key.ExportParameters(includePrivateParameters: false);
        JwkFailure failure = Check(parameters.Modulus!, parameters.Exponent!);
        return failure == JwkFailure.None
            ? new RsaPublicJwk(parameters.Modulus!, parameters.Exponent!, new JwkMembers(keyId, null, null, [.. operations]))
            : throw new ArgumentException($"The key is not one to publish: {failure}.", nameof(key));
    }

    /// <summary>Reads a key from an element of a parsed document.</summary>
    /// <returns>False, with the reason, when it is not an RSA public key of an accepted size.</returns>
    public static bool TryParse(JsonElement element, [NotNullWhen(true)] out RsaPublicJwk? key, out JwkFailure failure)
    {
        key = null;
        if (!JwkMembers.TryParse(element, "RSA", out JwkMembers? members, out failure))
        {
            return false;
        }

        failure = JwkFailure.Member;
        if (!JwkMembers.TryGetBytes(element, "n", out byte[]? modulus) || !JwkMembers.TryGetBytes(element, "e", out byte[]? exponent))
        {
            return false;
        }

        failure = Check(modulus, exponent);
        if (failure != JwkFailure.None)
        {
            return false;
        }

        key = new RsaPublicJwk(modulus, exponent, members);
        return true;
    }

    /// <summary>Reads a key from its JSON text.</summary>
    /// <param name="utf8">One strict JSON object.</param>
    /// <param name="key">The key.</param>
    /// <param name="failure">Why it was refused.</param>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out RsaPublicJwk? key, out JwkFailure failure)
    {
        key = null;
        failure = JwkFailure.NotAnObject;
        return StrictJson.TryParse(utf8, out JsonElement root) && TryParse(root, out key, out failure);
    }

    /// <summary>A fresh key object, for the caller to dispose.</summary>
    public RSA ToRsa() => RSA.Create(new RSAParameters { Modulus = _modulus, Exponent = _exponent });

    /// <summary>The key as DER SubjectPublicKeyInfo (RFC 5280).</summary>
    public byte[] ToSubjectPublicKeyInfo()
    {
        using RSA rsa = ToRsa();
        return rsa.ExportSubjectPublicKeyInfo();
    }

    /// <summary>Writes the key as one JSON object: <c>kty, n, e</c>, then what is known of <c>kid, use, alg, key_ops</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("kty", "RSA");
        writer.WriteString("n", Base64UrlText.Encode(_modulus));
        writer.WriteString("e", Base64UrlText.Encode(_exponent));
        _members.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static JwkFailure Check(byte[] modulus, byte[] exponent)
    {
        if (modulus.Length is < MinModulusBytes or > MaxModulusBytes || modulus[0] == 0)
        {
            return JwkFailure.ModulusSize;
        }

        bool isExponent = exponent.Length is > 0 and <= MaxExponentBytes && exponent[0] != 0 && (exponent[^1] & 1) == 1
            && !(exponent.Length == 1 && exponent[0] < 3);
        return isExponent ? JwkFailure.None : JwkFailure.Exponent;
    }
}
