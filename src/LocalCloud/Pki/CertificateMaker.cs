using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.Pki;

/// <summary>
/// Issues the certificates of the simulated region. Every subject says SIMULATED, so that nobody who reads a chain is deceived
/// and default policies can refuse it by name.
/// </summary>
internal sealed class CertificateMaker(DateTimeOffset now)
{
    private static readonly TimeSpan s_age = TimeSpan.FromDays(400);
    private static readonly TimeSpan s_life = TimeSpan.FromDays(3650);

    // The simulated services' clocks may be ordered to run a year behind; their certificates hold then too.
    private readonly DateTimeOffset _notBefore = now - s_age;
    private readonly DateTimeOffset _notAfter = now + s_life;

    /// <summary>A self-signed certification authority.</summary>
    public X509Certificate2 Root(string name, AsymmetricAlgorithm key, RSASignaturePadding? padding = null)
    {
        CertificateRequest request = Request(name, key, padding);
        AddAuthority(request, pathLength: null);
        return request.CreateSelfSigned(_notBefore, _notAfter);
    }

    /// <summary>A self-signed certificate that certifies nothing else.</summary>
    public X509Certificate2 SelfSigned(string name, AsymmetricAlgorithm key) =>
        Request(name, key, padding: null).CreateSelfSigned(_notBefore, _notAfter);

    /// <summary>An authority below <paramref name="issuer"/> that issues end certificates only.</summary>
    public X509Certificate2 Intermediate(string name, AsymmetricAlgorithm key, X509Certificate2 issuer, RSASignaturePadding? padding = null)
    {
        CertificateRequest request = Request(name, key, padding);
        AddAuthority(request, pathLength: 0);
        return Issue(request, key, issuer, padding, RandomSerial());
    }

    /// <summary>The certificate of a chip endorsement key; its serial number is 0, as AMD's are.</summary>
    public X509Certificate2 Vcek(ECDsa key, X509Certificate2 ask, TcbVersion levels, ReadOnlySpan<byte> chipId)
    {
        CertificateRequest request = Request("SEV-VCEK", key, padding: null);
        foreach (X509Extension extension in VcekExtensions.Create(levels, chipId))
        {
            request.CertificateExtensions.Add(extension);
        }

        return Issue(request, key, ask, RSASignaturePadding.Pss, [0]);
    }

    /// <summary>A certificate that signs documents, marked with one extended key usage.</summary>
    public X509Certificate2 DocumentSigner(string name, AsymmetricAlgorithm key, X509Certificate2 issuer, string usage)
    {
        CertificateRequest request = Request(name, key, padding: null);
        AddEnd(request, usage);
        return Issue(request, key, issuer, padding: null, RandomSerial());
    }

    /// <summary>A certificate for servers on the loopback interface.</summary>
    public X509Certificate2 LoopbackServer(string name, AsymmetricAlgorithm key, X509Certificate2 issuer)
    {
        CertificateRequest request = Request(name, key, padding: null);
        AddEnd(request, "1.3.6.1.5.5.7.3.1");
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        names.AddIpAddress(System.Net.IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        return Issue(request, key, issuer, padding: null, RandomSerial());
    }

    private static CertificateRequest Request(string name, AsymmetricAlgorithm key, RSASignaturePadding? padding)
    {
        X500DistinguishedNameBuilder subject = new();
        subject.AddOrganizationName("EnclaveCleanRoom LocalCloud");
        subject.AddOrganizationalUnitName("SIMULATED, protects nothing");
        subject.AddCommonName($"{name} SIMULATED");
        return key switch
        {
            RSA rsa => new(subject.Build(), rsa, HashAlgorithmName.SHA384, padding ?? RSASignaturePadding.Pkcs1),
            ECDsa ecdsa => new(subject.Build(), ecdsa, HashAlgorithmName.SHA384),
            _ => throw new ArgumentException("Certificates are made for RSA and ECDSA keys.", nameof(key)),
        };
    }

    private static void AddAuthority(CertificateRequest request, int? pathLength)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, pathLength is not null, pathLength ?? 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
    }

    private static void AddEnd(CertificateRequest request, string usage)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(usage)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
    }

    private static byte[] RandomSerial()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }

    private X509Certificate2 Issue(
        CertificateRequest request, AsymmetricAlgorithm key, X509Certificate2 issuer, RSASignaturePadding? padding, byte[] serial)
    {
        using RSA? rsa = issuer.GetRSAPrivateKey();
        using ECDsa? ecdsa = issuer.GetECDsaPrivateKey();
        X509SignatureGenerator generator = rsa is null
            ? X509SignatureGenerator.CreateForECDsa(ecdsa!)
            : X509SignatureGenerator.CreateForRSA(rsa, padding ?? RSASignaturePadding.Pkcs1);

        // A little inside the issuer's life: the end of both is not the same second.
        using X509Certificate2 issued = request.Create(
            issuer.SubjectName, generator, _notBefore.AddMinutes(1), _notAfter.AddMinutes(-1), serial);
        return key switch
        {
            RSA own => issued.CopyWithPrivateKey(own),
            ECDsa own => issued.CopyWithPrivateKey(own),
            _ => throw new ArgumentException("Certificates are issued for RSA and ECDSA keys.", nameof(key)),
        };
    }
}
