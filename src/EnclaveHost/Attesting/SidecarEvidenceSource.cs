using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Attesting;

/// <summary>
/// Evidence through the endpoint of Microsoft's key-release sidecar: <c>POST /attest/combined</c> on loopback, or on a Unix
/// socket. It may start after the host, so the first answer is waited for.
/// </summary>
internal sealed class SidecarEvidenceSource : IEvidenceSource, IDisposable
{
    private const string SocketPrefix = "unix:";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(2);

    private readonly HttpClient _client;

    /// <param name="endpoint"><c>http://localhost:8080</c> or <c>unix:PATH</c>.</param>
    internal SidecarEvidenceSource(string endpoint)
    {
        SocketsHttpHandler handler = new() { UseProxy = false };
        Uri address;
        if (endpoint.StartsWith(SocketPrefix, StringComparison.Ordinal))
        {
            string path = endpoint[SocketPrefix.Length..];
            handler.ConnectCallback = (_, cancellationToken) => ConnectAsync(path, cancellationToken);
            address = new Uri("http://localhost/");
        }
        else
        {
            address = new Uri(endpoint);
        }

        _client = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = 1 << 20 };
    }

    public async Task<Evidence> FetchAsync(RuntimeClaims claims, CancellationToken cancellationToken)
    {
        CombinedAnswer answer = await AskAsync(claims, cancellationToken);
        try
        {
            return Evidence.TryCreate(
                Convert.FromBase64String(answer.Evidence),
                Convert.FromBase64String(answer.Endorsements),
                Convert.FromBase64String(answer.UvmEndorsements),
                claims.Encoded,
                out Evidence? evidence,
                out EvidenceFailure failure)
                ? evidence
                : throw new EvidenceUnavailableException($"what the security processor answered is unreadable: {failure}");
        }
        catch (FormatException exception)
        {
            throw new EvidenceUnavailableException("what the security processor answered is not base64", exception);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<CombinedAnswer> AskAsync(RuntimeClaims claims, CancellationToken cancellationToken)
    {
        long started = System.Diagnostics.Stopwatch.GetTimestamp();
        TimeSpan pause = s_firstPause;
        while (true)
        {
            try
            {
                using HttpResponseMessage response = await _client.PostAsJsonAsync(
                    "attest/combined", new CombinedQuestion(Convert.ToBase64String(claims.Encoded.Span)), cancellationToken);
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadFromJsonAsync<CombinedAnswer>(cancellationToken)
                    ?? throw new EvidenceUnavailableException("the security processor answered nothing");
            }
            catch (HttpRequestException) when (System.Diagnostics.Stopwatch.GetElapsedTime(started) < s_patience)
            {
                await Task.Delay(pause, cancellationToken);
                pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
            }
            catch (Exception exception) when (exception is HttpRequestException or JsonException)
            {
                throw new EvidenceUnavailableException("the security processor gives no evidence: is CLEANROOM_EVIDENCE right?", exception);
            }
        }
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed record CombinedQuestion([property: JsonPropertyName("runtime_data")] string RuntimeData);

    private sealed record CombinedAnswer(
        [property: JsonPropertyName("evidence")] string Evidence,
        [property: JsonPropertyName("endorsements")] string Endorsements,
        [property: JsonPropertyName("uvm_endorsements")] string UvmEndorsements);
}
