using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.LocalCloud.Http;
using EnclaveCleanRoom.LocalCloud.Pki;
using EnclaveCleanRoom.LocalCloud.SecurityProcessor;

namespace EnclaveCleanRoom.LocalCloud.AttestationService;

/// <summary>
/// Believes evidence only after: 1 the report's signature and chain, to the SIMULATED hardware root; 2 report data is the digest
/// of the runtime data; 3 init-time data, where sent, hashes to host data; 4 the utility VM endorsement, where sent, is genuine
/// and endorses the report's launch measurement. Debuggable guests and old firmware are told, not refused: that is for release policies.
/// </summary>
internal sealed class EvidenceVerifier(SimulatedPki pki)
{
    private readonly HardwareAnchor[] _anchors =
        [new("ARK SIMULATED", SnpProduct.Milan, Digest256.Of(pki.HardwareRoot.RawData))];

    /// <summary>Verifies a request's evidence.</summary>
    public AttestationFailure TryVerify(AttestRequest request, DateTimeOffset now, [NotNullWhen(true)] out VerifiedEvidence? evidence)
    {
        evidence = null;
        if (!SnpReport.TryParse(request.Report, out SnpReport? report, out _))
        {
            return AttestationFailure.ReportMalformed;
        }

        if (!CertificateChain.TryParse(request.CertificateChain, out CertificateChain? chain, out _))
        {
            return AttestationFailure.ChainMalformed;
        }

        if (!SnpVerifier.TryAuthenticate(report, chain, _anchors, now, out GenuineReport? genuine, out _))
        {
            return AttestationFailure.ReportNotGenuine;
        }

        Span<byte> wanted = stackalloc byte[64];
        wanted.Clear();
        SHA256.HashData(request.RuntimeData, wanted);
        if (!report.ReportData.SequenceEqual(wanted))
        {
            return AttestationFailure.RuntimeDataMismatch;
        }

        if (request.InitTimeData is not null && Digest256.Of(request.InitTimeData) != report.HostData)
        {
            return AttestationFailure.InitTimeDataMismatch;
        }

        JsonElement? runtime = null;
        if (request.IsRuntimeDataJson)
        {
            if (!StrictJson.TryParse(request.RuntimeData, out JsonElement parsed))
            {
                return AttestationFailure.RuntimeDataNotJson;
            }

            runtime = parsed;
        }

        if (request.UvmEndorsement is not null && !IsEndorsed(request.UvmEndorsement, report))
        {
            return AttestationFailure.EndorsementNotGenuine;
        }

        evidence = new VerifiedEvidence(genuine, IsCompliant: request.UvmEndorsement is not null, runtime, request.Nonce);
        return AttestationFailure.None;
    }

    private bool IsEndorsed(byte[] encoded, SnpReport report)
    {
        using CoseVerificationKey key = CoseVerificationKey.FromCertificate(pki.UvmSigner);
        return CoseSign1.TryDecode(encoded, out CoseSign1? message, out _)
            && message.Verify(key) == CoseFailure.None
            && message.Protected.TryGetText("feed", out string? feed) && feed == UtilityVm.Feed
            && message.Payload is ReadOnlyMemory<byte> payload && StrictJson.TryParse(payload, out JsonElement root)
            && JsonExchange.Text(root, "x-ms-sevsnpvm-launchmeasurement") == report.Measurement.ToString();
    }
}
