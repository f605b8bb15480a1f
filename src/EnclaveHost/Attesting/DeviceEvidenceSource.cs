using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Attesting.Devices;
using EnclaveCleanRoom.EnclaveHost.Attesting.Platform;

namespace EnclaveCleanRoom.EnclaveHost.Attesting;

/// <summary>
/// Evidence straight from the guest's device, without a sidecar: the report from the security processor, endorsement and
/// certificates from the platform.
/// </summary>
/// <remarks>
/// The certificates must be those of the firmware that signed. When they are not: 1 fetch current ones; 2 if the firmware moved on
/// meanwhile, fetch the report again; 3 fetch certificates for it; 4 give up.
/// </remarks>
internal sealed class DeviceEvidenceSource(
    ReportDevice device, SecurityContext context, ICertificateService certificateService, Patience patience) : IEvidenceSource
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private HostCertificates? _certificates = context.Certificates;

    public async Task<Evidence> FetchAsync(RuntimeClaims claims, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            (SnpReport report, HostCertificates certificates) = await FetchPairAsync(claims.ReportData, cancellationToken);
            return Evidence.TryCreate(report.Encoded, certificates.Document, context.UvmEndorsement, claims.Encoded, out Evidence? evidence, out EvidenceFailure failure)
                ? evidence
                : throw new EvidenceUnavailableException($"what the platform gave is unreadable: {failure}");
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        device.Dispose();
        (certificateService as IDisposable)?.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task<(SnpReport Report, HostCertificates Certificates)> FetchPairAsync(byte[] reportData, CancellationToken cancellationToken)
    {
        SnpReport report = await FetchReportAsync(reportData, cancellationToken);
        if (_certificates?.Tcb != report.ReportedTcb)
        {
            _certificates = await certificateService.FetchAsync(cancellationToken);
        }

        if (_certificates.Tcb != report.ReportedTcb)
        {
            report = await FetchReportAsync(reportData, cancellationToken);
            _certificates = await certificateService.FetchAsync(cancellationToken);
        }

        return _certificates.Tcb == report.ReportedTcb
            ? (report, _certificates)
            : throw new EvidenceUnavailableException(
                $"the firmware reports TCB version {report.ReportedTcb:x16}, and the host has certificates for {_certificates.Tcb:x16} only: its firmware was updated without them");
    }

    private async Task<SnpReport> FetchReportAsync(byte[] reportData, CancellationToken cancellationToken)
    {
        DeviceAnswer answer = await patience.TryAsync(() => Task.FromResult(device.Ask(reportData)), outcome => outcome.IsBusy, cancellationToken);
        SnpReport report = answer.Report ?? throw new EvidenceUnavailableException(answer.Problem);
        return context.Policy is null || context.Policy == report.HostData
            ? report
            : throw new EvidenceUnavailableException(
                $"the platform laid in a policy with SHA-256 {context.Policy}, and the report's host data is {report.HostData}: this is another group's security context");
    }
}
