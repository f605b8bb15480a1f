using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>What anybody can ask of an instance and of the attestation service: evidence, and a token about it.</summary>
internal static class TokenRequest
{
    internal static async Task<Evidence> FetchEvidenceAsync(Uri room)
    {
        (byte[] document, _) = await RoomConnection.FetchEvidenceAsync(room, RandomNumberGenerator.GetBytes(32), TestContext.Current.CancellationToken);
        Assert.True(Evidence.TryParse(document, out Evidence? evidence, out EvidenceFailure failure), failure.ToString());
        return evidence;
    }

    /// <summary>Asks the attestation service that an agreement names.</summary>
    internal static async Task<string> AskAsync(EnclaveTerms enclave, Evidence evidence)
    {
        (int status, string body) = await PostAsync(enclave, AttestationRequest.Build(evidence, Nonce()));
        Assert.True(status == 200, body);
        using JsonDocument answer = JsonDocument.Parse(body);
        return answer.RootElement.GetProperty("token").GetString()!;
    }

    /// <summary>Posts a request to the attestation service, whatever comes of it.</summary>
    internal static async Task<(int Status, string Body)> PostAsync(EnclaveTerms enclave, byte[] request)
    {
        using HttpClient client = CreateClient(enclave);
        using ByteArrayContent content = new(request);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await client.PostAsync(
            AttestationAuthority.Parse(enclave.AttestationAuthority).AttestSevSnpVm, content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Authenticates a token as a verifier that trusts the agreement's authority does.</summary>
    internal static async Task<TokenAuthenticationFailure> AuthenticateAsync(EnclaveTerms enclave, string compact)
    {
        AttestationAuthority authority = AttestationAuthority.Parse(enclave.AttestationAuthority);
        using HttpClient client = CreateClient(enclave);
        byte[] published = await client.GetByteArrayAsync(authority.Certificates, TestContext.Current.CancellationToken);
        Assert.True(Jwks.TryParse(published, out Jwks? keys, out JwksFailure unreadable), unreadable.ToString());
        Assert.True(AttestationToken.TryParse(compact, out AttestationToken? token, out AttestationTokenFailure malformed), malformed.ToString());
        TokenVerifier.TryAuthenticate(token, authority, keys, TokenSignerTrust.AsPublished, DateTimeOffset.UtcNow, out _, out TokenAuthenticationFailure failure);
        return failure;
    }

    /// <summary>A token's claims, whoever made it.</summary>
    internal static JsonElement ReadClaims(string compact)
    {
        Assert.True(Base64UrlText.TryDecode(compact.Split('.')[1], out byte[]? payload));
        return JsonElement.Parse(Encoding.UTF8.GetString(payload));
    }

    internal static ulong Nonce() => BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private static HttpClient CreateClient(EnclaveTerms enclave)
    {
        SocketsHttpHandler handler = new() { UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        foreach (ReadOnlyMemory<byte> root in enclave.ToTrustAnchors().Services.Roots)
        {
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(root.Span));
        }

        return new HttpClient(handler);
    }
}
