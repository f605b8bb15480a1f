using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Attesting.Devices;
using EnclaveCleanRoom.EnclaveHost.Attesting.Platform;
using EnclaveCleanRoom.EnclaveHost.Tests.Attesting.Devices;
using EnclaveCleanRoom.EnclaveHost.Tests.Attesting.Platform;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Attesting;

/// <summary>Report, certificates and endorsement come together, and the certificates are those of the firmware that signed.</summary>
public sealed class DeviceEvidenceSourceTests
{
    private static readonly Patience s_short = new(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(4));

    private static readonly TcbVersion s_newer = SimulatedReport.Tcb with { Microcode = 220 };

    private static readonly RuntimeClaims s_claims = SimulatedEvidence.ValidClaims;

    private static HostCertificates Current => Files.Parse(Files.Certificates(SimulatedReport.Tcb));

    private static HostCertificates Newer => Files.Parse(Files.Certificates(s_newer));

    [Fact]
    public async Task What_the_platform_laid_in_serves_while_it_fits()
    {
        FakeKernel kernel = new();
        CertificateService service = new();
        using DeviceEvidenceSource source = Source(kernel, Current, service);
        Evidence evidence = await source.FetchAsync(s_claims, TestContext.Current.CancellationToken);
        Assert.Equal(s_claims.ReportData, evidence.Report.ReportData.ToArray());
        Assert.Equal(0, service.Asked);

        ReferenceValues values = SimulatedEvidence.Values with { MinimumUvmSvn = 1 };
        Assert.True(Appraiser.TryAppraise(
            evidence, SimulatedEvidence.Anchors, values, SimulatedEvidence.Agreement, ExpectedNonce.Exactly(SimulatedEvidence.Nonce), SimulatedEvidence.At,
            out _, out AppraisalReport report), string.Join('\n', report.Refusals));
    }

    [Fact]
    public async Task Firmware_that_moved_on_before_the_start_gets_current_certificates_and_they_are_kept()
    {
        FakeKernel kernel = new() { Report = At(s_newer) };
        CertificateService service = new(Newer);
        using DeviceEvidenceSource source = Source(kernel, Current, service);
        Evidence evidence = await source.FetchAsync(s_claims, TestContext.Current.CancellationToken);
        Assert.Equal(s_newer.Encode(SnpProduct.Milan), evidence.Report.ReportedTcb);
        await source.FetchAsync(s_claims, TestContext.Current.CancellationToken);
        Assert.Equal(1, service.Asked);
        Assert.Equal(2, kernel.Calls.Count);
    }

    [Fact]
    public async Task Without_certificates_from_the_platform_they_are_fetched()
    {
        CertificateService service = new(Current);
        using DeviceEvidenceSource source = Source(new FakeKernel(), null, service);
        await source.FetchAsync(s_claims, TestContext.Current.CancellationToken);
        Assert.Equal(1, service.Asked);
    }

    [Fact]
    public async Task Firmware_that_moves_on_in_between_gets_a_new_report_and_then_certificates_for_it()
    {
        FakeKernel kernel = new();
        kernel.Report = reportData => At(kernel.Calls.Count == 1 ? SimulatedReport.Tcb : s_newer)(reportData);
        CertificateService service = new(Newer, Newer);
        using DeviceEvidenceSource source = Source(kernel, Newer, service);
        Evidence evidence = await source.FetchAsync(s_claims, TestContext.Current.CancellationToken);
        Assert.Equal(s_newer.Encode(SnpProduct.Milan), evidence.Report.ReportedTcb);
        Assert.Equal((2, 2), (kernel.Calls.Count, service.Asked));
    }

    [Fact]
    public async Task Firmware_without_certificates_is_no_evidence()
    {
        FakeKernel kernel = new() { Report = At(s_newer) };
        CertificateService service = new(Current, Current);
        using DeviceEvidenceSource source = Source(kernel, Current, service);
        EvidenceUnavailableException exception = await Refusal(source);
        Assert.Contains("reports TCB version dc18000000000004, and the host has certificates for db18000000000004 only", exception.Message, StringComparison.Ordinal);
        Assert.Equal((2, 2), (kernel.Calls.Count, service.Asked));
    }

    [Fact]
    public async Task A_busy_device_is_asked_again_until_it_answers()
    {
        FakeKernel kernel = new() { Errors = { 11, 16, 11 } };
        using DeviceEvidenceSource source = Source(kernel, Current, new CertificateService());
        await source.FetchAsync(s_claims, TestContext.Current.CancellationToken);
        Assert.Equal(4, kernel.Calls.Count);
    }

    [Fact]
    public async Task A_device_that_stays_busy_is_given_up_at_the_deadline()
    {
        FakeKernel kernel = new();
        kernel.Errors.AddRange(Enumerable.Repeat(11, 10_000));
        Patience patience = new(TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(8));
        using DeviceEvidenceSource source = new(new SevGuestDevice(kernel), Files.Context(Current), new CertificateService(), patience);
        Assert.Contains("/dev/sev-guest is busy", (await Refusal(source)).Message, StringComparison.Ordinal);
        Assert.True(kernel.Calls.Count > 1);
    }

    [Fact]
    public async Task A_device_that_refuses_is_not_asked_again()
    {
        FakeKernel kernel = new() { Errors = { 5 } };
        using DeviceEvidenceSource source = Source(kernel, Current, new CertificateService());
        Assert.Contains("gave no report", (await Refusal(source)).Message, StringComparison.Ordinal);
        Assert.Single(kernel.Calls);
    }

    [Fact]
    public async Task Another_groups_security_context_is_no_evidence()
    {
        FakeKernel kernel = new() { Report = reportData => new SimulatedReport { ReportData = reportData, HostData = Digest256.Of("another policy"u8) } };
        using DeviceEvidenceSource source = Source(kernel, Current, new CertificateService());
        Assert.Contains("another group's security context", (await Refusal(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_end_closes_the_device()
    {
        FakeKernel kernel = new();
        Source(kernel, Current, new CertificateService()).Dispose();
        Assert.True(kernel.IsDisposed);
    }

    private static DeviceEvidenceSource Source(FakeKernel kernel, HostCertificates? certificates, ICertificateService service) =>
        new(new SevGuestDevice(kernel), Files.Context(certificates), service, s_short);

    private static Func<byte[], SimulatedReport> At(TcbVersion tcb) =>
        reportData => new SimulatedReport { ReportData = reportData, Reported = tcb, Current = tcb, Committed = tcb, Launch = tcb };

    private static Task<EvidenceUnavailableException> Refusal(DeviceEvidenceSource source) =>
        Assert.ThrowsAsync<EvidenceUnavailableException>(() => source.FetchAsync(s_claims, TestContext.Current.CancellationToken));

    private sealed class CertificateService(params HostCertificates[] answers) : ICertificateService
    {
        public int Asked { get; private set; }

        public Task<HostCertificates> FetchAsync(CancellationToken cancellationToken) => Task.FromResult(answers[Asked++]);
    }
}
