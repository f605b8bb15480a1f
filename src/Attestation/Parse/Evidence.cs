using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// All that an instance shows to be believed: report, certificates, the utility VM's endorsement and the runtime claims that
/// the report binds. Parsed; <see cref="Appraiser"/> decides what it is worth.
/// </summary>
/// <remarks>The document's shape is in SPEC.md, "Evidence". Each part is kept byte for byte.</remarks>
public sealed class Evidence
{
    private const int MaxSize = 256 * 1024;
    private const int Version = 1;

    private static readonly string[] s_members = ["version", "report", "certificates", "uvm_endorsement", "runtime_claims"];

    private Evidence(SnpReport report, CertificateChain chain, ReadOnlyMemory<byte> certificates, UvmEndorsement endorsement, RuntimeClaims claims)
    {
        Report = report;
        Chain = chain;
        Certificates = certificates;
        Endorsement = endorsement;
        RuntimeClaims = claims;
    }

    /// <summary>The hardware's report.</summary>
    public SnpReport Report { get; }

    /// <summary>The certificates behind the report, by role.</summary>
    public CertificateChain Chain { get; }

    /// <summary>The certificates as they were given: PEM, or the host's JSON.</summary>
    public ReadOnlyMemory<byte> Certificates { get; }

    /// <summary>The publisher's statement about the launch measurement.</summary>
    public UvmEndorsement Endorsement { get; }

    /// <summary>The instance's keys, agreement and nonce.</summary>
    public RuntimeClaims RuntimeClaims { get; }

    /// <summary>Puts evidence together from its four parts.</summary>
    /// <param name="report">1184 bytes.</param>
    /// <param name="certificates">PEM in any order, or the host's JSON.</param>
    /// <param name="uvmEndorsement">The COSE_Sign1 bytes.</param>
    /// <param name="runtimeClaims">The exact JSON bytes that the report binds.</param>
    /// <param name="evidence">The evidence.</param>
    /// <param name="failure">The part that was refused.</param>
    public static bool TryCreate(
        ReadOnlyMemory<byte> report,
        ReadOnlyMemory<byte> certificates,
        ReadOnlyMemory<byte> uvmEndorsement,
        ReadOnlyMemory<byte> runtimeClaims,
        [NotNullWhen(true)] out Evidence? evidence,
        out EvidenceFailure failure)
    {
        evidence = null;
        failure = EvidenceFailure.Report;
        if (!SnpReport.TryParse(report.Span, out SnpReport? parsedReport, out _))
        {
            return false;
        }

        failure = EvidenceFailure.Certificates;
        if (!CertificateChain.TryParse(certificates, out CertificateChain? chain, out _))
        {
            return false;
        }

        failure = EvidenceFailure.UvmEndorsement;
        if (!UvmEndorsement.TryParse(uvmEndorsement, out UvmEndorsement? endorsement, out _))
        {
            return false;
        }

        failure = EvidenceFailure.RuntimeClaims;
        if (!RuntimeClaims.TryParse(runtimeClaims, out RuntimeClaims? claims, out _))
        {
            return false;
        }

        evidence = new Evidence(parsedReport, chain, certificates.ToArray(), endorsement, claims);
        failure = EvidenceFailure.None;
        return true;
    }

    /// <summary>Reads an evidence document.</summary>
    /// <param name="utf8">The JSON document.</param>
    /// <param name="evidence">The evidence.</param>
    /// <param name="failure">Why it was refused.</param>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out Evidence? evidence, out EvidenceFailure failure)
    {
        evidence = null;
        failure = EvidenceFailure.Json;
        if (utf8.Length > MaxSize || !StrictJson.TryParse(utf8, out JsonElement root) || root.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        failure = EvidenceFailure.Version;
        if (!root.TryGetProperty("version", out JsonElement version) || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out int number) || number != Version)
        {
            return false;
        }

        failure = EvidenceFailure.Members;
        return StrictJsonText.HasExactly(root, s_members)
            && StrictJsonText.TryGetBytes(root.GetProperty("report"), out byte[]? report)
            && StrictJsonText.TryGetBytes(root.GetProperty("certificates"), out byte[]? certificates)
            && StrictJsonText.TryGetBytes(root.GetProperty("uvm_endorsement"), out byte[]? endorsement)
            && StrictJsonText.TryGetBytes(root.GetProperty("runtime_claims"), out byte[]? claims)
            && TryCreate(report, certificates, endorsement, claims, out evidence, out failure);
    }

    /// <summary>Writes the evidence document.</summary>
    public byte[] Write()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteString("report", Base64UrlText.Encode(Report.Encoded.Span));
            writer.WriteString("certificates", Base64UrlText.Encode(Certificates.Span));
            writer.WriteString("uvm_endorsement", Base64UrlText.Encode(Endorsement.Encoded.Span));
            writer.WriteString("runtime_claims", Base64UrlText.Encode(RuntimeClaims.Encoded.Span));
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
