using System.Security.Cryptography.X509Certificates;

namespace EnclaveCleanRoom.LocalCloud.Pki;

/// <summary>
/// The keys and certificates of the simulated region. Those who only issued (the roots, the intermediates) are certificates
/// without private keys: their keys were dropped when everything was issued, so nothing more can ever be issued under them.
/// </summary>
internal sealed class SimulatedPki : IDisposable
{
    /// <summary>The root that stands for the hardware vendor's (ARK), RSA-4096.</summary>
    public required X509Certificate2 HardwareRoot { get; init; }

    /// <summary>The vendor's signing key (ASK), RSA-4096.</summary>
    public required X509Certificate2 HardwareIssuer { get; init; }

    /// <summary>The chip's endorsement key (VCEK), P-384, at the current firmware levels.</summary>
    public required X509Certificate2 VcekCurrent { get; init; }

    /// <summary>The same chip's endorsement key at the old firmware levels; as on real chips another key.</summary>
    public required X509Certificate2 VcekOld { get; init; }

    /// <summary>The root of who builds utility VM images.</summary>
    public required X509Certificate2 UvmRoot { get; init; }

    /// <summary>The intermediate of who builds utility VM images.</summary>
    public required X509Certificate2 UvmIssuer { get; init; }

    /// <summary>The key that signs utility VM endorsements, RSA.</summary>
    public required X509Certificate2 UvmSigner { get; init; }

    /// <summary>The root of the services' TLS and of the key vault's signatures.</summary>
    public required X509Certificate2 ServicesRoot { get; init; }

    /// <summary>The intermediate of the services.</summary>
    public required X509Certificate2 ServicesIssuer { get; init; }

    /// <summary>The TLS certificate of the https services.</summary>
    public required X509Certificate2 ServicesTls { get; init; }

    /// <summary>The key with which the vault signs what it releases, RSA-2048, named as the vault's host.</summary>
    public required X509Certificate2 VaultSigner { get; init; }

    /// <summary>The self-signed token key of the attestation service, RSA-2048.</summary>
    public required X509Certificate2 AttestationSigner { get; init; }

    /// <summary>The certificates by the names of their files.</summary>
    internal IEnumerable<(string Name, X509Certificate2 Certificate)> Entries =>
    [
        (nameof(HardwareRoot), HardwareRoot),
        (nameof(HardwareIssuer), HardwareIssuer),
        (nameof(VcekCurrent), VcekCurrent),
        (nameof(VcekOld), VcekOld),
        (nameof(UvmRoot), UvmRoot),
        (nameof(UvmIssuer), UvmIssuer),
        (nameof(UvmSigner), UvmSigner),
        (nameof(ServicesRoot), ServicesRoot),
        (nameof(ServicesIssuer), ServicesIssuer),
        (nameof(ServicesTls), ServicesTls),
        (nameof(VaultSigner), VaultSigner),
        (nameof(AttestationSigner), AttestationSigner),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, X509Certificate2 certificate) in Entries)
        {
            certificate.Dispose();
        }
    }
}
