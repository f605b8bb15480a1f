namespace EnclaveCleanRoom.EnclaveHost.Attesting.Platform;

/// <summary>
/// Azure's host service for AMD certificates, on the link-local metadata address. What it says is checked by whoever appraises the
/// evidence, up to AMD's root: a false answer makes evidence useless and nothing worse.
/// </summary>
internal sealed class ThimClient(HttpClient client, Uri address, Patience patience) : ICertificateService, IDisposable
{
    private const string ServiceAddress = "http://169.254.169.254/metadata/THIM/amd/certification";
    private const int MaximumAnswer = 64 * 1024;

    internal static ThimClient Create() => new(
        new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = MaximumAnswer,
        },
        new Uri(ServiceAddress),
        Patience.Ordinary);

    public async Task<HostCertificates> FetchAsync(CancellationToken cancellationToken)
    {
        (HostCertificates? certificates, string problem, _) = await patience.TryAsync(() => AskAsync(cancellationToken), outcome => outcome.IsPassing, cancellationToken);
        return certificates ?? throw new EvidenceUnavailableException($"the host's certificate service at {address} gives no certificates: {problem}");
    }

    public void Dispose() => client.Dispose();

    private async Task<(HostCertificates? Certificates, string Problem, bool IsPassing)> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            request.Headers.Add("Metadata", "true");
            using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                int status = (int)response.StatusCode;
                return (null, $"it answered {status}", status is 429 or >= 500);
            }

            byte[] answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return HostCertificates.TryParse(answer, out HostCertificates? certificates)
                ? (certificates, "", false)
                : (null, "what it answered holds no chain, or does not say for which firmware", false);
        }
        catch (HttpRequestException exception)
        {
            return (null, exception.Message, true);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, exception.Message, true);
        }
    }
}
