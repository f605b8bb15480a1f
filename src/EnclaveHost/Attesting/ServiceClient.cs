using System.Security.Cryptography.X509Certificates;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Attesting;

/// <summary>HTTP clients that trust what the agreement names, and nothing that the operator could add.</summary>
internal static class ServiceClient
{
    internal static HttpClient Create(ServiceTrust trust)
    {
        SocketsHttpHandler handler = new() { UseProxy = false, AllowAutoRedirect = false };
        if (!trust.IsSystem)
        {
            X509ChainPolicy policy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            foreach (ReadOnlyMemory<byte> root in trust.Roots)
            {
                policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(root.Span));
            }

            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = 1 << 20 };
    }
}
