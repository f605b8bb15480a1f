using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>
/// Makes chains of AMD's shape under a root that nobody trusts: what each refusal needs can be set, all else is as it should be.
/// </summary>
internal sealed record SimulatedChain
{
    // AMD publication 57230, table of extensions.
    private const string Amd = "1.3.6.1.4.1.3704.";

    private const string Organisation = "O=Advanced Test Devices, C=XX";

    public static SimulatedChain Milan { get; } = new();

    /// <summary>The root of <see cref="Milan"/>, made once: a signature is another each time, and with it the fingerprint.</summary>
    public static byte[] MilanRoot { get; } = Milan.Root();

    /// <summary>The signing key's certificate of <see cref="Milan"/>, made once.</summary>
    public static byte[] MilanSigningKey { get; } = Milan.SigningKey();

    /// <summary>The chain of <see cref="Milan"/>, made once: making one takes three signatures of 4096 bits.</summary>
    public static byte[] MilanPem { get; } = Milan.ToPemBelowMilan();

    public string RootName { get; init; } = "ARK-SIMULATED";

    public string ProductName { get; init; } = "Milan-B0";

    public TcbVersion Tcb { get; init; } = SimulatedReport.Tcb;

    public bool HasFmc { get; init; }

    public byte UnusedSvn { get; init; }

    public byte[]? HardwareId { get; init; } = SimulatedReport.ChipId;

    public bool WrapsHardwareId { get; init; }

    public string? ProviderId { get; init; }

    public DateTimeOffset RootNotAfter { get; init; } = new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset LeafNotBefore { get; init; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset LeafNotAfter { get; init; } = new(2032, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public RSASignaturePadding Padding { get; init; } = RSASignaturePadding.Pss;

    public ECDsa LeafKey { get; init; } = TestOnlyKey.EndorsementKey;

    public bool LeafIsAuthority { get; init; }

    public bool SigningKeyIsAuthority { get; init; } = true;

    public string? UnknownCriticalOid { get; init; }

    /// <summary>When set, this key signs the leaf in the signing key's name.</summary>
    public RSA? LeafForger { get; init; }

    /// <summary>When set, this key signs the signing key's certificate in the root's name.</summary>
    public RSA? SigningKeyForger { get; init; }

    /// <summary>When set, this key signs the root's certificate.</summary>
    public RSA? RootForger { get; init; }

    public CertificateChain Parse() => Parse(ToPem());

    public static CertificateChain Parse(byte[] pem)
    {
        Assert.True(CertificateChain.TryParse(pem, out CertificateChain? chain, out CertificateChainFailure failure), failure.ToString());
        return chain;
    }

    public byte[] ToPem() => ToPem(Leaf(), SigningKey(), Root());

    /// <summary>This chain's leaf below the one root and signing key that the anchors of the tests name.</summary>
    public byte[] ToPemBelowMilan() => ToPem(Leaf(), MilanSigningKey, MilanRoot);

    public static byte[] ToPem(params IEnumerable<byte[]> certificates) => Encoding.ASCII.GetBytes(
        string.Concat(certificates.Select(certificate => PemEncoding.WriteString("CERTIFICATE", certificate) + "\n")));

    public byte[] Root()
    {
        CertificateRequest request = Authority(RootName, TestOnlyKey.HardwareRoot, isAuthority: true);
        return Sign(request, RootName, RootForger ?? TestOnlyKey.HardwareRoot, new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), RootNotAfter, 1);
    }

    public byte[] SigningKey()
    {
        CertificateRequest request = Authority("ASK-SIMULATED", TestOnlyKey.HardwareSigning, SigningKeyIsAuthority);
        return Sign(request, RootName, SigningKeyForger ?? TestOnlyKey.HardwareRoot, new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), RootNotAfter, 2);
    }

    public byte[] Leaf()
    {
        string name = ProviderId is null ? "SEV-VCEK" : "SEV-VLEK";
        CertificateRequest request = new(new X500DistinguishedName($"CN={name}, {Organisation}"), LeafKey, HashAlgorithmName.SHA384);
        if (LeafIsAuthority)
        {
            AddAuthority(request);
        }

        foreach ((string oid, byte[] value) in EndorsementExtensions())
        {
            request.CertificateExtensions.Add(new X509Extension(oid, value, critical: false));
        }

        if (UnknownCriticalOid is not null)
        {
            request.CertificateExtensions.Add(new X509Extension(UnknownCriticalOid, [0x05, 0x00], critical: true));
        }

        return Sign(request, "ASK-SIMULATED", LeafForger ?? TestOnlyKey.HardwareSigning, LeafNotBefore, LeafNotAfter, 0);
    }

    private IEnumerable<(string Oid, byte[] Value)> EndorsementExtensions()
    {
        yield return (Amd + "1.1", Integer(0));
        yield return (Amd + "1.2", Text(ProductName));
        yield return (Amd + "1.3.1", Integer(Tcb.Bootloader));
        yield return (Amd + "1.3.2", Integer(Tcb.Tee));
        yield return (Amd + "1.3.4", Integer(UnusedSvn));
        yield return (Amd + "1.3.5", Integer(0));
        yield return (Amd + "1.3.6", Integer(0));
        yield return (Amd + "1.3.7", Integer(0));
        yield return (Amd + "1.3.3", Integer(Tcb.Snp));
        yield return (Amd + "1.3.8", Integer(Tcb.Microcode));
        if (HasFmc)
        {
            yield return (Amd + "1.3.9", Integer(Tcb.Fmc));
        }

        if (HardwareId is not null)
        {
            yield return (Amd + "1.4", WrapsHardwareId ? Octets(HardwareId) : HardwareId);
        }

        if (ProviderId is not null)
        {
            yield return (Amd + "1.5", Text(ProviderId));
        }
    }

    private static CertificateRequest Authority(string name, RSA key, bool isAuthority)
    {
        CertificateRequest request = new(
            new X500DistinguishedName($"CN={name}, {Organisation}"), key, HashAlgorithmName.SHA384, RSASignaturePadding.Pss);
        if (isAuthority)
        {
            AddAuthority(request);
        }

        return request;
    }

    private static void AddAuthority(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
    }

    private byte[] Sign(CertificateRequest request, string issuer, RSA key, DateTimeOffset notBefore, DateTimeOffset notAfter, byte serial)
    {
        X500DistinguishedName name = new($"CN={issuer}, {Organisation}");
        X509SignatureGenerator generator = X509SignatureGenerator.CreateForRSA(key, Padding);
        using X509Certificate2 certificate = request.Create(name, generator, notBefore, notAfter, [serial]);
        return certificate.RawData;
    }

    private static byte[] Integer(int value) => Encode(writer => writer.WriteInteger(value));

    private static byte[] Octets(byte[] value) => Encode(writer => writer.WriteOctetString(value));

    private static byte[] Text(string value) => Encode(writer => writer.WriteCharacterString(UniversalTagNumber.IA5String, value));

    private static byte[] Encode(Action<AsnWriter> write)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }
}
