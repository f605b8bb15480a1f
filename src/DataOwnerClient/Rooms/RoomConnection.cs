using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EnclaveCleanRoom.Agreements.Requests;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;

namespace EnclaveCleanRoom.DataOwnerClient.Rooms;

/// <summary>
/// A connection to one instance whose evidence was appraised: TLS is believed only with the key that the evidence names, and
/// every request is signed by the party for this instance, or authenticated by a key that the instance gave it.
/// </summary>
internal sealed class RoomConnection : IDisposable
{
    /// <summary>The version of the interface that is spoken. It is a part of every path, and so of what is signed.</summary>
    internal const string Version = "/v1";

    private readonly HttpClient _client;
    private readonly PartyKeyFolder _party;

    internal RoomConnection(Uri address, AttestationResult instance, PartyKeyFolder party)
    {
        _client = PinnedClient(address, instance.RuntimeClaims.TlsKey);
        _party = party;
        Instance = instance;
    }

    /// <summary>The instance at its other end, as it was appraised.</summary>
    internal AttestationResult Instance { get; }

    /// <summary>Fetches evidence for a fresh nonce. The connection is not believed yet: what it says is.</summary>
    /// <returns>The evidence document, and the TLS key that the connection had.</returns>
    /// <exception cref="ClientException">Nobody answers, or what answers is no instance.</exception>
    internal static async Task<(byte[] Evidence, Digest256 TlsKey)> FetchEvidenceAsync(Uri address, byte[] nonce, CancellationToken cancellationToken)
    {
        Digest256 seen = default;
        using HttpClient client = new(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                // Whoever answers may answer: the key is noted, and the appraisal decides whether it is the instance's.
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    seen = KeyOf(certificate);
                    return certificate is not null;
                },
            },
        })
        { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, $"{Version}/evidence?nonce={Base64UrlText.Encode(nonce)}");
            using HttpResponseMessage response = await SendAsync(client, request, HttpCompletionOption.ResponseContentRead, cancellationToken);
            await RoomAnswer.RequireSuccessAsync(response, $"evidence of {address}", cancellationToken);
            return (await response.Content.ReadAsByteArrayAsync(cancellationToken), seen);
        }
        catch (HttpRequestException exception)
        {
            throw new ClientException($"No instance answers at {address}: {exception.Message} Is that the address, and is the room running?", exception);
        }
    }

    /// <summary>Sends a signed request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="resource">Path and query, without the version.</param>
    /// <param name="body">The body, or empty for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="stream">Whether to return at the headers, and to read the answer as it comes.</param>
    /// <param name="key">A key that the instance gave for just such requests, which is then not signed; usually <see langword="null"/>.</param>
    /// <exception cref="HttpRequestException">The connection failed, or nothing came in time.</exception>
    internal async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string resource, ReadOnlyMemory<byte> body, CancellationToken cancellationToken, bool stream = false, RequestKey? key = null)
    {
        string target = Version + resource;
        RequestPayload payload = RequestPayload.Of(method.Method, target, body.Span);
        using HttpRequestMessage request = new(method, target);
        if (!body.IsEmpty)
        {
            request.Content = new ReadOnlyMemoryContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        request.Headers.Add(
            RequestSigner.HeaderName,
            key is null ? RequestSigner.Sign(_party.Signer, _party.Id, Instance.InstanceId, payload, now) : RequestSigner.Authenticate(key, _party.Id, Instance.InstanceId, payload, now));
        return await SendAsync(_client, request, stream ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    /// <summary>Sends, where a room that takes longer than the client waits is one whose connection failed, and not a caller that gave up.</summary>
    /// <exception cref="HttpRequestException">The connection failed, or nothing came in time.</exception>
    internal static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(request, completion, cancellationToken);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"The room did not answer within {client.Timeout.TotalSeconds:0} seconds.", exception);
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>A client that believes one key, whatever the certificate around it says.</summary>
    internal static HttpClient PinnedClient(Uri address, Digest256 tlsKey) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            // The certificate is self-signed and says nothing; its key is the one the hardware evidence binds, or the connection ends.
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && KeyOf(certificate) == tlsKey,
        },
    })
    { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };

    private static Digest256 KeyOf(X509Certificate? certificate)
    {
        if (certificate is not X509Certificate2 full)
        {
            return default;
        }

        try
        {
            return Digest256.Of(full.PublicKey.ExportSubjectPublicKeyInfo());
        }
        catch (CryptographicException)
        {
            return default;
        }
    }
}
