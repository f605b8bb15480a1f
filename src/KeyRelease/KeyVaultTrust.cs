using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EnclaveCleanRoom.KeyRelease;

/// <summary>
/// Under which roots a vault's TLS certificate and the certificate that signs its release responses must lie: the system's, or
/// named ones and no other. There is no value that accepts anything.
/// </summary>
/// <remarks>Certificates are not checked for revocation, and missing ones are not fetched: inside the room nobody else is asked.</remarks>
public sealed class KeyVaultTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly IReadOnlyList<byte[]> _roots;

    private KeyVaultTrust(IReadOnlyList<byte[]> roots) => _roots = roots;

    /// <summary>The roots that the operating system trusts. What Azure's vaults need.</summary>
    public static KeyVaultTrust System { get; } = new([]);

    /// <summary>Whether these are the system's roots.</summary>
    public bool IsSystem => _roots.Count == 0;

    /// <summary>Only the roots given.</summary>
    /// <param name="roots">At least one certificate in DER.</param>
    /// <exception cref="ArgumentException">There is none, or one is no certificate.</exception>
    public static KeyVaultTrust Named(params IReadOnlyList<ReadOnlyMemory<byte>> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        ArgumentOutOfRangeException.ThrowIfZero(roots.Count, nameof(roots));
        foreach (ReadOnlyMemory<byte> root in roots)
        {
            try
            {
                X509CertificateLoader.LoadCertificate(root.Span).Dispose();
            }
            catch (CryptographicException exception)
            {
                throw new ArgumentException("A root is a certificate in DER.", nameof(roots), exception);
            }
        }

        return new KeyVaultTrust([.. roots.Select(root => root.ToArray())]);
    }

    /// <summary>The policy by which a server's chain is built.</summary>
    /// <param name="at">The time of verification, or null for the present.</param>
    internal X509ChainPolicy ChainPolicy(DateTimeOffset? at)
    {
        X509ChainPolicy policy = new()
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            TrustMode = IsSystem ? X509ChainTrustMode.System : X509ChainTrustMode.CustomRootTrust,
        };
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        foreach (byte[] root in _roots)
        {
            policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(root));
        }

        if (at is DateTimeOffset time)
        {
            policy.VerificationTimeIgnored = false;
            policy.VerificationTime = time.UtcDateTime;
        }

        return policy;
    }
}
