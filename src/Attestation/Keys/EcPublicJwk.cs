using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// The public half of an elliptic-curve key as a JSON Web Key, on P-256 or P-384. Instances and parties sign with keys of this
/// kind, and are named by their thumbprints.
/// </summary>
/// <remarks>
/// Source: RFC 7517, RFC 7518 §6.2, RFC 7638. Members that are not known are ignored; members of a private key are refused.
/// A held instance is a point on its curve.
/// </remarks>
public sealed class EcPublicJwk
{
    private readonly ECPoint _point;
    private readonly JwkMembers _members;

    private EcPublicJwk(string curve, ECPoint point, JwkMembers members)
    {
        Curve = curve;
        _point = point;
        _members = members;
    }

    /// <summary><c>P-256</c> or <c>P-384</c>.</summary>
    public string Curve { get; }

    /// <summary>The affine x coordinate, big-endian, 32 bytes on P-256 and 48 on P-384.</summary>
    public ReadOnlyMemory<byte> X => _point.X;

    /// <summary>The affine y coordinate, of the length of <see cref="X"/>.</summary>
    public ReadOnlyMemory<byte> Y => _point.Y;

    /// <summary><c>kid</c>, or null when the key has none.</summary>
    public string? KeyId => _members.KeyId;

    /// <summary><c>use</c>, or null when the key does not say.</summary>
    public string? Use => _members.Use;

    /// <summary><c>key_ops</c>; empty when the key does not say.</summary>
    public IReadOnlyList<string> Operations => _members.Operations;

    /// <summary>The thumbprint of RFC 7638 with SHA-256, which depends on the key alone and not on its other members.</summary>
    public Digest256 Thumbprint => Digest256.Of(Encoding.ASCII.GetBytes(
        $$"""{"crv":"{{Curve}}","kty":"EC","x":"{{Base64UrlText.Encode(_point.X)}}","y":"{{Base64UrlText.Encode(_point.Y)}}"}"""));

    /// <summary>Describes the public half of <paramref name="key"/>.</summary>
    /// <param name="key">A key on P-256 or P-384; it is neither kept nor disposed.</param>
    /// <param name="keyId">The <c>kid</c> to give it, or null for none.</param>
    /// <exception cref="ArgumentException">The key lies on another curve.</exception>
    public static EcPublicJwk FromKey(ECAlgorithm key, string? keyId = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        ECParameters parameters = key.ExportParameters(includePrivateParameters: false);
        string? curve = NameOf(parameters.Curve);
        return curve is null
            ? throw new ArgumentException("The key lies neither on P-256 nor on P-384.", nameof(key))
            : new EcPublicJwk(curve, parameters.Q, new JwkMembers(keyId, null, null, []));
    }

    /// <summary>Reads a key from an element of a parsed document.</summary>
    /// <returns>False, with the reason, when it is not a public key on P-256 or P-384.</returns>
    public static bool TryParse(JsonElement element, [NotNullWhen(true)] out EcPublicJwk? key, out JwkFailure failure)
    {
        key = null;
        if (!JwkMembers.TryParse(element, "EC", out JwkMembers? members, out failure))
        {
            return false;
        }

        failure = JwkFailure.Curve;
        if (!element.TryGetProperty("crv", out JsonElement crv) || !StrictJsonText.TryGetString(crv, out string? curve)
            || CoordinateBytes(curve) == 0)
        {
            return false;
        }

        failure = JwkFailure.Member;
        if (!JwkMembers.TryGetBytes(element, "x", out byte[]? x) || !JwkMembers.TryGetBytes(element, "y", out byte[]? y))
        {
            return false;
        }

        failure = JwkFailure.Point;
        ECPoint point = new() { X = x, Y = y };
        if (x.Length != CoordinateBytes(curve) || y.Length != CoordinateBytes(curve) || !IsOnCurve(curve, point))
        {
            return false;
        }

        key = new EcPublicJwk(curve, point, members);
        failure = JwkFailure.None;
        return true;
    }

    /// <summary>Reads a key from its JSON text.</summary>
    /// <param name="utf8">One strict JSON object.</param>
    /// <param name="key">The key.</param>
    /// <param name="failure">Why it was refused.</param>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out EcPublicJwk? key, out JwkFailure failure)
    {
        key = null;
        failure = JwkFailure.NotAnObject;
        return StrictJson.TryParse(utf8, out JsonElement root) && TryParse(root, out key, out failure);
    }

    /// <summary>A fresh signature-verification key, for the caller to dispose.</summary>
    public ECDsa ToEcdsa() => ECDsa.Create(Parameters(Curve, _point));

    /// <summary>A fresh key-agreement key, for the caller to dispose.</summary>
    public ECDiffieHellman ToEcdh() => ECDiffieHellman.Create(Parameters(Curve, _point));

    /// <summary>The key as DER SubjectPublicKeyInfo (RFC 5280).</summary>
    public byte[] ToSubjectPublicKeyInfo()
    {
        using ECDsa ecdsa = ToEcdsa();
        return ecdsa.ExportSubjectPublicKeyInfo();
    }

    /// <summary>Writes the key as one JSON object: <c>kty, crv, x, y</c>, then what is known of <c>kid, use, alg, key_ops</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("kty", "EC");
        writer.WriteString("crv", Curve);
        writer.WriteString("x", Base64UrlText.Encode(_point.X));
        writer.WriteString("y", Base64UrlText.Encode(_point.Y));
        _members.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static int CoordinateBytes(string curve) => curve switch { "P-256" => 32, "P-384" => 48, _ => 0 };

    private static string? NameOf(ECCurve curve) => curve.Oid.Value switch
    {
        "1.2.840.10045.3.1.7" => "P-256",
        "1.3.132.0.34" => "P-384",
        _ => null,
    };

    private static ECParameters Parameters(string curve, ECPoint point) => new()
    {
        Curve = curve == "P-256" ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384,
        Q = point,
    };

    private static bool IsOnCurve(string curve, ECPoint point)
    {
        try
        {
            using ECDsa _ = ECDsa.Create(Parameters(curve, point));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
