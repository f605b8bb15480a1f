using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Pki;

namespace EnclaveCleanRoom.LocalCloud.AttestationService;

/// <summary>
/// Believes evidence only after: 1 the report's signature and chain, to the SIMULATED hardware root; 2 report data is the digest
/// of the runtime data, which is JSON; 3 the utility VM endorsement, where one was sent, is genuine and endorses the report's launch
/// measurement. Debuggable guests and old firmware are told, not refused: that is for release policies.
/// </summary>
internal sealed class EvidenceVerifier(SimulatedPki pki, UvmAnchor publisher)
{
    private readonly HardwareAnchor[] _hardware = [new("ARK SIMULATED", SnpProduct.Milan, Digest256.Of(pki.HardwareRoot.RawData))];

    /// <summary>Verifies a request's evidence.</summary>
    public AttestationFailure TryVerify(AttestationRequest request, DateTimeOffset now, [NotNullWhen(true)] out VerifiedEvidence? evidence)
    {
        evidence = null;
        if (!SnpReport.TryParse(request.Report.Span, out SnpReport? report, out _))
        {
            return AttestationFailure.ReportMalformed;
        }

        if (!CertificateChain.TryParse(request.Certificates, out CertificateChain? chain, out _))
        {
            return AttestationFailure.ChainMalformed;
        }

        if (!SnpVerifier.TryAuthenticate(report, chain, _hardware, now, out GenuineReport? genuine, out _))
        {
            return AttestationFailure.ReportNotGenuine;
        }

        // The digest takes half of report data; the other half must be zero.
        Span<byte> wanted = stackalloc byte[64];
        wanted.Clear();
        SHA256.HashData(request.RuntimeData.Span, wanted);
        if (!report.ReportData.SequenceEqual(wanted))
        {
            return AttestationFailure.RuntimeDataMismatch;
        }

        if (!StrictJson.TryParse(request.RuntimeData, out JsonElement runtime))
        {
            return AttestationFailure.RuntimeDataNotJson;
        }

        bool isEndorsementSent = !request.UvmEndorsement.IsEmpty;
        if (isEndorsementSent && !IsEndorsed(request.UvmEndorsement, report))
        {
            return AttestationFailure.EndorsementNotGenuine;
        }

        evidence = new VerifiedEvidence(genuine, IsCompliant: isEndorsementSent, runtime, request.Nonce);
        return AttestationFailure.None;
    }

    private bool IsEndorsed(ReadOnlyMemory<byte> encoded, SnpReport report) =>
        UvmEndorsement.TryParse(encoded, out UvmEndorsement? endorsement, out _)
        && UvmVerifier.TryAuthenticate(endorsement, [publisher], out GenuineEndorsement? genuine, out _)
        && genuine.LaunchMeasurement == report.Measurement;
}
