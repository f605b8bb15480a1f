using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.Cose.Tests.Vectors;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>
/// Evidence of an instance under a simulated root. Chain and endorsement are committed, and the report's signature follows from
/// its content, so that the same evidence comes out each time.
/// </summary>
internal static class SampleEvidence
{
    public static byte[] Chain { get; } = Read("chain.pem");

    public static byte[] Endorsement { get; } = Read("endorsement.cose");

    public static Digest256 RootFingerprint { get; } = ParseChain().RootFingerprint;

    /// <summary>The terms that this evidence satisfies.</summary>
    public static EnclaveTerms Terms { get; } = new()
    {
        HostData = [new SimulatedReport().HostData],
        MinimumTcb = [new TcbTerms { Product = SnpProduct.Milan, Bootloader = 4, Tee = 0, Snp = 20, Microcode = 210, Fmc = 0 }],
        MinimumUvmSvn = 100,
        HardwareRoots = [new HardwareRootTerms { Name = "SIMULATED", Product = SnpProduct.Milan, Certificate = RootFingerprint }],
        UvmIssuer = ParseEndorsement().Issuer,
        UvmFeed = ParseEndorsement().Feed,
        AttestationAuthority = "https://attest.example:8443",
        ServiceRoots = new SystemServiceRoots(),
    };

    public static RuntimeClaims ClaimsFor(Digest256 agreement) => RuntimeClaims.Create(
        RsaPublicJwk.FromRsa(TestOnlyKey.InstanceWrapping, "wrapping", "encrypt"),
        EcPublicJwk.FromKey(TestOnlyKey.InstanceSigning),
        Digest256.Of("tls key"u8),
        agreement,
        Digest256.Of("nonce"u8).AsSpan());

    public static InstanceIdentity Instance { get; } = new()
    {
        SigningKey = EcPublicJwk.FromKey(TestOnlyKey.InstanceSigning).Thumbprint,
        WrappingKey = RsaPublicJwk.FromRsa(TestOnlyKey.InstanceWrapping).Thumbprint,
        TlsKey = Digest256.Of("tls key"u8),
    };

    public static Evidence For(Digest256 agreement) => For(agreement, new SimulatedReport());

    public static Evidence For(Digest256 agreement, SimulatedReport report)
    {
        RuntimeClaims claims = ClaimsFor(agreement);
        byte[] signed = SignAgain((report with { ReportData = claims.ReportData }).ToBytes());
        Assert.True(Evidence.TryCreate(signed, Chain, Endorsement, claims.Encoded, out Evidence? evidence, out EvidenceFailure failure), failure.ToString());
        return evidence;
    }

    private static byte[] SignAgain(byte[] report)
    {
        byte[] signature = DeterministicEcdsa.Sign(TestOnlyKey.EndorsementKey, HashAlgorithmName.SHA384, report[..0x2A0]);
        signature.AsSpan(0, 48).Reverse();
        signature.AsSpan(48).Reverse();
        signature.AsSpan(0, 48).CopyTo(report.AsSpan(0x2A0));
        signature.AsSpan(48).CopyTo(report.AsSpan(0x2E8));
        return report;
    }

    private static CertificateChain ParseChain()
    {
        Assert.True(CertificateChain.TryParse(Chain, out CertificateChain? chain, out CertificateChainFailure failure), failure.ToString());
        return chain;
    }

    private static UvmEndorsement ParseEndorsement()
    {
        Assert.True(UvmEndorsement.TryParse(Endorsement, out UvmEndorsement? endorsement, out UvmEndorsementFailure failure), failure.ToString());
        return endorsement;
    }

    private static byte[] Read(string name) => System.IO.File.ReadAllBytes(Repository.PathTo("tests", "Attestation.Tests", "Vectors", name));
}
