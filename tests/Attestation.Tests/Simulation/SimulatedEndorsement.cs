using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>A utility VM's endorsement of which each part can be set, signed by published test keys.</summary>
internal sealed record SimulatedEndorsement
{
    public const string Usage = "1.3.6.1.4.1.311.76.59.1.2";
    public const string UvmFeed = "Simulated-AMD-UVM";

    public static byte[] RootCertificate { get; } = new SimulatedEndorsement().Root();

    public static UvmAnchor Anchor { get; } = new(Digest256.Of(RootCertificate), Usage, UvmFeed);

    public static byte[] Valid { get; } = new SimulatedEndorsement().ToBytes();

    public string? Payload { get; init; }

    public string Measurement { get; init; } = SimulatedReport.LaunchMeasurement.ToString();

    public int Svn { get; init; } = 104;

    public string? Issuer { get; init; } = Anchor?.Did;

    public string? Feed { get; init; } = UvmFeed;

    public string ContentType { get; init; } = "application/json";

    public string LeafUsage { get; init; } = Usage;

    public bool LeafIsAuthority { get; init; }

    public bool IntermediateIsAuthority { get; init; } = true;

    public RSA? LeafForger { get; init; }

    public RSA? IntermediateForger { get; init; }

    public RSA? MessageForger { get; init; }

    /// <summary>When set, these certificates stand in the header instead.</summary>
    public IReadOnlyList<byte[]>? Chain { get; init; }

    public UvmEndorsement Parse()
    {
        Assert.True(UvmEndorsement.TryParse(ToBytes(), out UvmEndorsement? endorsement, out UvmEndorsementFailure failure), failure.ToString());
        return endorsement;
    }

    public byte[] ToBytes()
    {
        string payload = Payload
            ?? $$"""{"x-ms-sevsnpvm-launchmeasurement":"{{Measurement}}","x-ms-sevsnpvm-guestsvn":"{{Svn}}","x-ms-sevsnpvm-guestsvn-int":{{Svn}}}""";
        Dictionary<string, string> texts = [];
        if (Issuer is not null)
        {
            texts["iss"] = Issuer;
        }

        if (Feed is not null)
        {
            texts["feed"] = Feed;
        }

        using RSA key = RSA.Create();
        key.ImportParameters((MessageForger ?? TestOnlyKey.EndorsementLeaf).ExportParameters(true));
        using CoseSigner signer = CoseSigner.FromRsa(key);
        return signer.Sign1(Encoding.UTF8.GetBytes(payload), new CoseHeaderParameters
        {
            ContentType = ContentType,
            X5Chain = [.. (Chain ?? [Leaf(), Intermediate(), RootCertificate]).Select(certificate => (ReadOnlyMemory<byte>)certificate)],
            Texts = texts,
            Dates = new Dictionary<string, DateTimeOffset> { ["signingtime"] = new(2025, 2, 3, 0, 0, 0, TimeSpan.Zero) },
        });
    }

    // The leaf is long expired, as those of real releases are.
    public byte[] Leaf()
    {
        CertificateRequest request = Request("Test UVM Publisher", TestOnlyKey.EndorsementLeaf, LeafIsAuthority);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.2.3.4"), new Oid(LeafUsage)], false));
        return Sign(request, "Test UVM CA", LeafForger ?? TestOnlyKey.EndorsementIntermediate, 2021, 3);
    }

    public byte[] Intermediate() => Sign(
        Request("Test UVM CA", TestOnlyKey.EndorsementIntermediate, IntermediateIsAuthority),
        "Test UVM Root SIMULATED", IntermediateForger ?? TestOnlyKey.EndorsementRoot, 2040, 2);

    public byte[] Root() => Sign(
        Request("Test UVM Root SIMULATED", TestOnlyKey.EndorsementRoot, isAuthority: true), "Test UVM Root SIMULATED", TestOnlyKey.EndorsementRoot, 2040, 1);

    private static CertificateRequest Request(string name, RSA key, bool isAuthority)
    {
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            isAuthority ? X509KeyUsageFlags.KeyCertSign : X509KeyUsageFlags.DigitalSignature, true));
        return request;
    }

    private static byte[] Sign(CertificateRequest request, string issuer, RSA key, int lastYear, byte serial)
    {
        using X509Certificate2 certificate = request.Create(
            new X500DistinguishedName($"CN={issuer}"),
            X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1),
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(lastYear, 1, 1, 0, 0, 0, TimeSpan.Zero),
            [serial]);
        return certificate.RawData;
    }
}
