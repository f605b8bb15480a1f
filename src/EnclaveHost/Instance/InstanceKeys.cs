using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.EnclaveHost.Instance;

/// <summary>
/// The three keys of this instance: made afresh at start, bound into its evidence, never written anywhere. Losing the
/// process loses them, and with them every grant: that is what makes a copied disk worthless.
/// </summary>
internal sealed class InstanceKeys : IDisposable
{
    private const int WrappingKeyBits = 3072;

    private readonly RSA _wrapping;
    private readonly ECDsa _tls;

    private InstanceKeys(RSA wrapping, ECDsa signing, ECDsa tls)
    {
        _wrapping = wrapping;
        _tls = tls;
        WrappingKey = RsaPublicJwk.FromRsa(wrapping, "wrapping", "encrypt");
        SigningKey = EcPublicJwk.FromKey(signing);
        TlsKey = Digest256.Of(tls.ExportSubjectPublicKeyInfo());
        CheckpointKey = Copy(signing);
        Signer = CoseSigner.FromEcdsa(signing);
        Certificate = SelfSign(tls);
        Identity = new InstanceIdentity
        {
            SigningKey = SigningKey.Thumbprint,
            WrappingKey = WrappingKey.Thumbprint,
            TlsKey = TlsKey,
        };
    }

    /// <summary>To this key, and no other, key vaults encrypt what they release.</summary>
    internal RsaPublicJwk WrappingKey { get; }

    /// <summary>Verifies results and the ledger's checkpoints.</summary>
    internal EcPublicJwk SigningKey { get; }

    /// <summary>SHA-256 of the TLS key's SubjectPublicKeyInfo, which clients pin.</summary>
    internal Digest256 TlsKey { get; }

    /// <summary>Signs results.</summary>
    internal CoseSigner Signer { get; }

    /// <summary>The same key, for the ledger's checkpoints, which are written while jobs sign: a handle of its own.</summary>
    internal ECDsa CheckpointKey { get; }

    /// <summary>Ends TLS inside the enclave. Self-signed: clients trust it because the evidence names its key.</summary>
    internal X509Certificate2 Certificate { get; }

    /// <summary>How grants and jobs name this instance.</summary>
    internal InstanceIdentity Identity { get; }

    internal static InstanceKeys Generate() => new(
        RSA.Create(WrappingKeyBits),
        ECDsa.Create(ECCurve.NamedCurves.nistP384),
        ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Lets a release be unwrapped; the private key itself is not handed out as bytes.</summary>
    internal RSA UnwrappingKey => _wrapping;

    public void Dispose()
    {
        Signer.Dispose();
        CheckpointKey.Dispose();
        Certificate.Dispose();
        _wrapping.Dispose();
        _tls.Dispose();
    }

    private static ECDsa Copy(ECDsa key)
    {
        ECParameters parameters = key.ExportParameters(includePrivateParameters: true);
        try
        {
            return ECDsa.Create(parameters);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(parameters.D);
        }
    }

    private static X509Certificate2 SelfSign(ECDsa key)
    {
        CertificateRequest request = new("CN=cleanroom instance", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("cleanroom-instance");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        // The validity says nothing: the certificate lives as long as the process, and clients look at the key alone.
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
