using System.Diagnostics.CodeAnalysis;
using Azure.Core.Pipeline;

namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>TLS to the vault under the roots that the caller named, and no other; redirects and cookies are not followed.</summary>
internal static class VaultTransport
{
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The transport owns the client, the client the handler.")]
    public static HttpClientTransport Create(KeyVaultTrust trust)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        handler.SslOptions.CertificateChainPolicy = trust.ChainPolicy(at: null);
        return new HttpClientTransport(new HttpClient(handler, disposeHandler: true));
    }
}
