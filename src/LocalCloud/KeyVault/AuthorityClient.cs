using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.AttestationService;
using EnclaveCleanRoom.LocalCloud.Http;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>
/// Finds the token keys of an attestation authority through OpenID Connect Discovery, over https under the SIMULATED services'
/// root. An authority elsewhere has no certificate under that root, so it is never believed.
/// </summary>
internal sealed class AuthorityClient : IDisposable
{
    private const int MaxDocumentBytes = 256 * 1024;

    private readonly HttpClient _http;

    public AuthorityClient(X509Certificate2 servicesRoot)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { servicesRoot },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        _http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = MaxDocumentBytes };
    }

    /// <summary>Fetches an authority's key set.</summary>
    /// <param name="authority">Its address, without a slash at its end.</param>
    /// <param name="cancellation">Ends waiting.</param>
    /// <returns>Null when the authority cannot be reached, is not trusted, or answers something else.</returns>
    public async Task<JsonElement?> FetchKeySetAsync(string authority, CancellationToken cancellation)
    {
        JsonElement? configuration = await FetchAsync(authority + AttestationPaths.OpenIdConfiguration, cancellation).ConfigureAwait(false);
        return configuration is JsonElement found && JsonExchange.Text(found, "jwks_uri") is string keys
            ? await FetchAsync(keys, cancellation).ConfigureAwait(false)
            : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<JsonElement?> FetchAsync(string address, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme != Uri.UriSchemeHttps || !uri.IsLoopback)
        {
            return null;
        }

        try
        {
            byte[] body = await _http.GetByteArrayAsync(uri, cancellation).ConfigureAwait(false);
            return StrictJson.TryParse(body, out JsonElement document) ? document : null;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
