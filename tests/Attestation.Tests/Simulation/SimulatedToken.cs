using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>A token of which each part can be set, and the key set that it is verified by.</summary>
internal sealed record SimulatedToken
{
    public const string SignerId = "A+simulated/key+id=";
    public const ulong RequestNonce = 13202930541250959283;

    public static byte[] SignerCertificate { get; } = Certificate(TestOnlyKey.TokenSigning);

    public static DateTimeOffset Now { get; } = SimulatedEvidence.At;

    public string Header { get; init; } =
        """{"alg":"RS256","jku":"https://attacker.example/certs","kid":"A+simulated/key+id=","typ":"JWT"}""";

    public IReadOnlyDictionary<string, JsonNode?> Changes { get; init; } = new Dictionary<string, JsonNode?>();

    public IReadOnlyList<string> Removals { get; init; } = [];

    public string? Payload { get; init; }

    public RSA Key { get; init; } = TestOnlyKey.TokenSigning;

    public static string KeySet(params (string KeyId, byte[] Certificate)[] keys) => new JsonObject
    {
        ["keys"] = new JsonArray([.. keys.Select(key => new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = key.KeyId,
            ["x5c"] = new JsonArray(Convert.ToBase64String(key.Certificate)),
        })]),
    }.ToJsonString();

    public static Jwks Keys { get; } = ParseKeys(KeySet((SignerId, SignerCertificate)));

    public static Jwks ParseKeys(string text)
    {
        Assert.True(Jwks.TryParse(Encoding.UTF8.GetBytes(text), out Jwks? keys, out JwksFailure failure), failure.ToString());
        return keys;
    }

    public AttestationToken Parse()
    {
        Assert.True(AttestationToken.TryParse(ToString(), out AttestationToken? token, out AttestationTokenFailure failure), failure.ToString());
        return token;
    }

    public GenuineToken Authenticate()
    {
        Assert.True(TokenVerifier.TryAuthenticate(
            Parse(), SimulatedEvidence.Authority, Keys, TokenSignerTrust.AsPublished, Now, out GenuineToken? genuine, out TokenAuthenticationFailure failure),
            failure.ToString());
        return genuine;
    }

    public override string ToString()
    {
        string input = Base64UrlText.Encode(Encoding.UTF8.GetBytes(Header)) + "." + Base64UrlText.Encode(Encoding.UTF8.GetBytes(Payload ?? Claims()));
        byte[] signature = Key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return input + "." + Base64UrlText.Encode(signature);
    }

    public static byte[] Certificate(RSA key, int lastYear = 2050)
    {
        CertificateRequest request = new("CN=https://attest.example:8443", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.Create(
            request.SubjectName,
            X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1),
            new DateTimeOffset(2019, 5, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(lastYear, 12, 31, 0, 0, 0, TimeSpan.Zero),
            [1]);
        return certificate.RawData;
    }

    private string Claims()
    {
        SimulatedReport report = new SimulatedEvidence().Report;
        long now = Now.ToUnixTimeSeconds();
        JsonObject claims = new()
        {
            ["iss"] = SimulatedEvidence.Authority.Issuer,
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 28800,
            ["nonce"] = RequestNonce,
            ["x-ms-attestation-type"] = "sevsnpvm",
            ["x-ms-compliance-status"] = "azure-compliant-uvm",
            ["x-ms-runtime"] = JsonNode.Parse(SimulatedEvidence.ValidClaims.Encoded.Span),
            ["x-ms-sevsnpvm-hostdata"] = report.HostData.ToString(),
            ["x-ms-sevsnpvm-reportdata"] = Convert.ToHexStringLower(report.ReportData),
            ["x-ms-sevsnpvm-launchmeasurement"] = report.Measurement.ToString(),
            ["x-ms-sevsnpvm-is-debuggable"] = false,
            ["x-ms-sevsnpvm-migration-allowed"] = false,
            ["x-ms-sevsnpvm-vmpl"] = 0,
            ["x-ms-ver"] = "1.0",
        };
        foreach ((string name, JsonNode? value) in Changes)
        {
            claims[name] = value?.DeepClone();
        }

        foreach (string name in Removals)
        {
            claims.Remove(name);
        }

        return claims.ToJsonString();
    }
}
