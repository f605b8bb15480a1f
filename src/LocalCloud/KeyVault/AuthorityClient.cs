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
    /// <param name="authority">Its name, which is its address.</param>
    /// <param name="cancellation">Ends waiting.</param>
    /// <returns>Null when the authority cannot be reached, is not trusted, or answers something else.</returns>
    public async Task<Jwks?> FetchKeySetAsync(AttestationAuthority authority, CancellationToken cancellation)
    {
        byte[]? configuration = await FetchAsync(authority.Issuer + AttestationPaths.OpenIdConfiguration, cancellation).ConfigureAwait(false);
        if (configuration is null || !StrictJson.TryParse(configuration, out JsonElement found)
            || JsonExchange.Text(found, "issuer") != authority.Issuer || JsonExchange.Text(found, "jwks_uri") is not string address)
        {
            return null;
        }

        byte[]? keys = await FetchAsync(address, cancellation).ConfigureAwait(false);
        return keys is not null && Jwks.TryParse(keys, out Jwks? set, out _) ? set : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<byte[]?> FetchAsync(string address, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme != Uri.UriSchemeHttps || !uri.IsLoopback)
        {
            return null;
        }

        try
        {
            return await _http.GetByteArrayAsync(uri, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
