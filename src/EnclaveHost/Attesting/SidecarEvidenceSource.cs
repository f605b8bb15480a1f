using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Attesting;

/// <summary>
/// Evidence through the endpoint of Microsoft's key-release sidecar: <c>POST /attest/combined</c> on loopback, or on a Unix
/// socket. It may start after the host, so the first answer is waited for.
/// </summary>
internal sealed class SidecarEvidenceSource : IEvidenceSource
{
    internal const string SocketPrefix = "unix:";

    private readonly HttpClient _client;
    private readonly Patience _patience;

    /// <param name="endpoint"><c>http://localhost:8080</c> or <c>unix:PATH</c>.</param>
    /// <param name="patience">How long to wait until it listens.</param>
    internal SidecarEvidenceSource(string endpoint, Patience patience)
    {
        _patience = patience;
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
        (CombinedAnswer? answer, Exception? problem, _) = await _patience.TryAsync(
            () => AskOnceAsync(claims, cancellationToken), outcome => outcome.IsPassing, cancellationToken);
        return answer ?? throw new EvidenceUnavailableException("the security processor gives no evidence: is CLEANROOM_EVIDENCE right?", problem);
    }

    // While it starts, nobody listens, or it says so; what it refuses otherwise it will refuse again.
    private async Task<(CombinedAnswer? Answer, Exception? Problem, bool IsPassing)> AskOnceAsync(RuntimeClaims claims, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await _client.PostAsJsonAsync(
                "attest/combined", new CombinedQuestion(Convert.ToBase64String(claims.Encoded.Span)), cancellationToken);
            response.EnsureSuccessStatusCode();
            CombinedAnswer? answer = await response.Content.ReadFromJsonAsync<CombinedAnswer>(cancellationToken);
            return answer is { Evidence: not null, Endorsements: not null, UvmEndorsements: not null }
                ? (answer, null, false)
                : (null, new JsonException("A part of the evidence is missing."), false);
        }
        catch (HttpRequestException exception)
        {
            return (null, exception, exception.StatusCode is null or System.Net.HttpStatusCode.TooManyRequests or >= System.Net.HttpStatusCode.InternalServerError);
        }
        catch (JsonException exception)
        {
            return (null, exception, false);
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
