namespace EnclaveCleanRoom.Attestation;

/// <summary>A root certificate that reports may chain to, and the processor line that it stands for.</summary>
/// <param name="Name">A name for reading, for example <c>ARK-Milan</c>; says SIMULATED where the certificate does.</param>
/// <param name="Product">The processor line whose reports the root endorses.</param>
/// <param name="RootFingerprint">SHA-256 of the root certificate's DER.</param>
public sealed record HardwareAnchor(string Name, SnpProduct Product, Digest256 RootFingerprint)
{
    /// <summary>AMD's root for EPYC 7003.</summary>
    public static HardwareAnchor AmdMilan { get; } = new(
        "ARK-Milan", SnpProduct.Milan, Digest256.Parse("69d063b45344d26a2e94e1f4210de49ef555308287d4c174445c95639a540bcd"));

    /// <summary>AMD's root for EPYC 9004, 97x4 and 8004.</summary>
    public static HardwareAnchor AmdGenoa { get; } = new(
        "ARK-Genoa", SnpProduct.Genoa, Digest256.Parse("4c6598d19c18719c5dfd4a7d335f674e5bfe1d8f800cea2cf270c10d103db2f1"));

    /// <summary>AMD's root for EPYC 9005.</summary>
    public static HardwareAnchor AmdTurin { get; } = new(
        "ARK-Turin", SnpProduct.Turin, Digest256.Parse("1f084161a44bb6d93778a904877d4819cafa5d05ef4193b2ded9dd9c73dd3f6a"));

    /// <summary>AMD's three roots: the default, which no simulated root is part of.</summary>
    public static IReadOnlyList<HardwareAnchor> Amd { get; } = [AmdMilan, AmdGenoa, AmdTurin];

    /// <summary>A root that the asker names itself, on a command line and not in a document of somebody else's: a simulated one too.</summary>
    /// <param name="product">The processor line whose reports the root endorses.</param>
    /// <param name="rootFingerprint">SHA-256 of the root certificate's DER.</param>
    public static HardwareAnchor OfYourOwn(SnpProduct product, Digest256 rootFingerprint) => new("root-of-your-own, SIMULATED or not", product, rootFingerprint);

    /// <summary>True when the name says that the root only simulates: without it no root is believed whose certificate says so.</summary>
    public bool SaysSimulated => Name.Contains(CertificateDer.SimulatedMark, StringComparison.OrdinalIgnoreCase);
}
