using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Attesting;

/// <summary>
/// Asks the attestation service that an agreement names what it thinks of evidence. The evidence goes to it as the room's own host
/// would send it; there is no secret in it, and the service asks for no credential.
/// </summary>
internal static class AttestationService
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    /// <summary>Gets the service's opinion.</summary>
    /// <returns>Every check of the token; one that says why, when there is none.</returns>
    internal static async Task<AppraisalReport> AskAsync(Evidence evidence, SignedAgreement agreement, CancellationToken cancellationToken)
    {
        TrustAnchors anchors = agreement.Agreement.Enclave.ToTrustAnchors();
        DateTimeOffset now = DateTimeOffset.UtcNow;
        ulong nonce = BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        using HttpClient client = CreateClient(anchors.Services);
        try
        {
            using ByteArrayContent body = new(AttestationRequest.Build(evidence, nonce));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using HttpResponseMessage answer = await client.PostAsync(anchors.Authority.AttestSevSnpVm, body, cancellationToken);
            using HttpResponseMessage keys = await client.GetAsync(anchors.Authority.Certificates, cancellationToken);
            if (!answer.IsSuccessStatusCode || !keys.IsSuccessStatusCode)
            {
                return SecondOpinion.Missing(anchors.Authority, $"it answered {(int)answer.StatusCode}, and {(int)keys.StatusCode} for its keys");
            }

            return SecondOpinion.Appraise(
                await answer.Content.ReadAsByteArrayAsync(cancellationToken),
                await keys.Content.ReadAsByteArrayAsync(cancellationToken),
                evidence,
                anchors,
                agreement.ReferenceValuesAt(now),
                agreement.Hash,
                nonce,
                now);
        }
        catch (HttpRequestException exception)
        {
            return SecondOpinion.Missing(anchors.Authority, $"it cannot be reached: {exception.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return SecondOpinion.Missing(anchors.Authority, $"it did not answer within {s_timeout.TotalSeconds} s");
        }
    }

    /// <summary>A client that trusts the certificates which the agreement names.</summary>
    internal static HttpClient CreateClient(ServiceTrust trust)
    {
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false };
        if (!trust.IsSystem)
        {
            X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            foreach (ReadOnlyMemory<byte> root in trust.Roots)
            {
                policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(root.Span));
            }

            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return new HttpClient(handler) { Timeout = s_timeout, MaxResponseContentBufferSize = 1 << 20 };
    }
}
