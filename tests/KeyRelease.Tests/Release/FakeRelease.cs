using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Tests.Release;

/// <summary>A release response in which each part can be wrong alone; the rest is right and rightly signed.</summary>
internal sealed record FakeRelease
{
    private static readonly ReleaseKeys s_keys = ReleaseKeys.Committed;

    public string Algorithm { get; init; } = "RS256";

    public string MoreHeader { get; init; } = "";

    public byte[] Leaf { get; init; } = s_keys.Leaf;

    public byte[]? CertificateHash { get; init; }

    public RSA Signer { get; init; } = s_keys.Signer;

    public string Enc { get; init; } = "RSA_AES_KEY_WRAP_256";

    public string WrappedEnc { get; init; } = "RSA_AES_KEY_WRAP_256";

    public string RequestKid { get; init; } = "https://owner.vault.azure.net/keys/kek";

    public string ResponseKid { get; init; } = "https://owner.vault.azure.net/keys/kek/0a1b";

    public string? Nonce { get; init; }

    public byte[] Wrapped { get; init; } = s_keys.WrappedOwner;

    public RSA PublicKey { get; init; } = s_keys.Owner;

    public string? Payload { get; init; }

    public string PayloadText()
    {
        string nonce = Nonce is null ? "" : $",\"nonce\":\"{Nonce}\"";
        string hsm = $$"""{"schema_version":"1.0","header":{"kid":"k","alg":"dir","enc":"{{WrappedEnc}}"},"ciphertext":"{{Base64UrlText.Encode(Wrapped)}}"}""";
        RSAParameters key = PublicKey.ExportParameters(false);
        string bundle = $$"""{"kid":"{{ResponseKid}}","kty":"RSA-HSM","key_ops":["encrypt","decrypt"],"n":"{{Base64UrlText.Encode(key.Modulus)}}","e":"{{Base64UrlText.Encode(key.Exponent)}}","key_hsm":"{{Base64UrlText.Encode(Encoding.UTF8.GetBytes(hsm))}}"}""";
        string request = $$"""{"api-version":"7.4","enc":"{{Enc}}","kid":"{{RequestKid}}"{{nonce}}}""";
        return "{\"request\":" + request + ",\"response\":{\"key\":{\"key\":" + bundle
            + ",\"attributes\":{\"enabled\":true,\"exportable\":true},\"tags\":{}}}}";
    }

    /// <summary>The body of the vault's answer.</summary>
    public string Body()
    {
        byte[] hash = CertificateHash ?? SHA256.HashData(Leaf);
        string header = $$"""{"alg":"{{Algorithm}}","typ":"JWT","x5t#S256":"{{Base64UrlText.Encode(hash)}}","x5c":["{{Convert.ToBase64String(Leaf)}}"]{{MoreHeader}}}""";
        return Body(header, Encoding.UTF8.GetBytes(Payload ?? PayloadText()));
    }

    public string Body(string header, byte[] payload)
    {
        string signed = $"{Base64UrlText.Encode(Encoding.UTF8.GetBytes(header))}.{Base64UrlText.Encode(payload)}";
        byte[] signature = Signer.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $$"""{"value":"{{signed}}.{{Base64UrlText.Encode(signature)}}"}""";
    }
}
