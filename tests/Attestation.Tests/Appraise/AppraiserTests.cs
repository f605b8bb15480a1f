using System.Security.Cryptography;
using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class AppraiserTests
{
    private static readonly string[] s_allClaims =
    [
        "report", "uvm.endorsement", "guest.policy", "guest.debug", "guest.migration_agent", "guest.vmpl", "host_data.denied", "host_data",
        "tcb.reported", "tcb.committed", "tcb.current", "tcb.launch", "report_data", "runtime.agreement", "runtime.nonce",
        "uvm.launch_measurement", "uvm.svn",
    ];

    [Fact]
    public void Acceptable_evidence_gives_a_result_and_shows_every_check()
    {
        Evidence evidence = new SimulatedEvidence().Create();
        Assert.True(Appraise(evidence, out AttestationResult? result, out AppraisalReport report), Text(report));
        Assert.Equal(AppraisalVerdict.Acceptable, report.Verdict);
        Assert.Equal(s_allClaims, report.Checks.Select(check => check.Claim));
        Assert.Empty(report.Refusals);
        Assert.Same(evidence, result.Evidence);
        Assert.Equal(evidence.RuntimeClaims.SigningKey.Thumbprint, result.InstanceId);
        Assert.Equal(SimulatedEvidence.At, result.AppraisedAt);
    }

    [Fact]
    public void A_debuggable_guest_is_genuine_but_not_acceptable() =>
        NotAcceptable(["guest.debug"], report => report with { Policy = report.Policy | (1 << 19) });

    [Fact]
    public void A_guest_that_allows_a_migration_agent_is_not_acceptable() =>
        NotAcceptable(["guest.migration_agent"], report => report with { Policy = report.Policy | (1 << 18) });

    [Fact]
    public void A_guest_that_is_bound_to_a_migration_agent_is_not_acceptable() =>
        NotAcceptable(["guest.migration_agent"], report => report with { MigrationAgentByte = 0x22 });

    [Fact]
    public void A_guest_policy_with_unknown_bits_is_not_acceptable() =>
        NotAcceptable(["guest.policy"], report => report with { Policy = report.Policy | (1ul << 40) });

    [Theory]
    [InlineData(1u)]
    [InlineData(3u)]
    [InlineData(SnpReport.HostVmpl)]
    public void A_report_from_another_privilege_level_is_not_acceptable(uint vmpl)
    {
        AppraisalReport report = NotAcceptable(["guest.vmpl"], simulated => simulated with { Vmpl = vmpl });
        Assert.Contains(vmpl == SnpReport.HostVmpl ? "host" : $"{vmpl}", Assert.Single(report.Refusals).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Host_data_outside_the_set_is_not_acceptable_and_its_owner_is_named()
    {
        AppraisalReport report = NotAcceptable(["host_data"], simulated => simulated with { HostData = Digest256.Of("another policy"u8) });
        AppraisalCheck check = Assert.Single(report.Refusals);
        Assert.Equal("agreement", check.Policy);
        Assert.Equal("one of " + new SimulatedReport().HostData, check.Wanted);
        Assert.Equal(Digest256.Of("another policy"u8).ToString(), check.Found);
    }

    [Fact]
    public void The_allow_all_policy_is_denied_even_where_it_is_listed()
    {
        ReferenceValues values = SimulatedEvidence.Values with { HostData = new HashSet<Digest256> { ReferenceValues.AllowAllHostData } };
        SimulatedEvidence evidence = new() { Report = Report with { HostData = ReferenceValues.AllowAllHostData } };
        Assert.False(Appraise(evidence.Create(), out _, out AppraisalReport report, values: values));
        Assert.Equal(["host_data.denied"], Refusals(report));
    }

    [Fact]
    public void A_denied_policy_is_denied_even_where_it_is_listed()
    {
        ReferenceValues values = SimulatedEvidence.Values with { DeniedHostData = new HashSet<Digest256> { new SimulatedReport().HostData } };
        Assert.False(Appraise(new SimulatedEvidence().Create(), out _, out AppraisalReport report, values: values));
        Assert.Equal(["host_data.denied"], Refusals(report));
    }

    [Fact]
    public void An_empty_set_of_host_data_accepts_nothing()
    {
        ReferenceValues values = SimulatedEvidence.Values with { HostData = new HashSet<Digest256>() };
        Assert.False(Appraise(new SimulatedEvidence().Create(), out _, out AppraisalReport report, values: values));
        Assert.Equal(["host_data"], Refusals(report));
    }

    public static TheoryData<TcbVersion> FloorsAbove => [.. new TcbVersion[]
    {
        new(5, 0, 24, 219), new(4, 1, 24, 219), new(4, 0, 25, 219), new(4, 0, 24, 220), new(0, 0, 0, 0, 1),
    }];

    [Theory]
    [MemberData(nameof(FloorsAbove))]
    public void One_component_below_the_floor_is_not_acceptable(TcbVersion floor)
    {
        ReferenceValues values = SimulatedEvidence.Values with { MinimumTcb = new Dictionary<SnpProduct, TcbVersion> { [SnpProduct.Milan] = floor } };
        Assert.False(Appraise(new SimulatedEvidence().Create(), out _, out AppraisalReport report, values: values));
        Assert.Equal(["tcb.reported", "tcb.committed", "tcb.current", "tcb.launch"], Refusals(report));
    }

    [Fact]
    public void Firmware_that_can_be_rolled_back_or_was_old_at_launch_is_not_acceptable()
    {
        TcbVersion old = new(4, 0, 19, 219);
        NotAcceptable(["tcb.committed"], report => report with { Committed = old });
        NotAcceptable(["tcb.current"], report => report with { Current = old });
        NotAcceptable(["tcb.launch"], report => report with { Launch = old });
    }

    [Fact]
    public void A_processor_line_without_a_floor_is_not_acceptable()
    {
        ReferenceValues values = SimulatedEvidence.Values with
        {
            MinimumTcb = new Dictionary<SnpProduct, TcbVersion> { [SnpProduct.Genoa] = new(0, 0, 0, 0) },
        };
        Assert.False(Appraise(new SimulatedEvidence().Create(), out _, out AppraisalReport report, values: values));
        Assert.Equal(4, report.Refusals.Count);
        Assert.All(report.Refusals, check => Assert.Contains("Milan", check.Found, StringComparison.Ordinal));
    }

    [Fact]
    public void A_measurement_that_is_not_endorsed_is_not_acceptable() =>
        NotAcceptable(["uvm.launch_measurement"], report => report with { Measurement = Digest384.Of("another VM"u8) });

    [Fact]
    public void An_old_utility_vm_is_not_acceptable()
    {
        Assert.False(Appraise(
            new SimulatedEvidence { Endorsement = new SimulatedEndorsement { Svn = 99 }.ToBytes() }.Create(), out _, out AppraisalReport report));
        Assert.Equal(["uvm.svn"], Refusals(report));
    }

    [Fact]
    public void Runtime_bytes_that_differ_only_in_white_space_are_not_those_that_the_report_binds()
    {
        string text = Encoding.UTF8.GetString(SimulatedEvidence.ValidClaims.Encoded.Span);
        Assert.False(Appraise(
            new SimulatedEvidence { Claims = Encoding.UTF8.GetBytes(text + " ") }.Create(), out _, out AppraisalReport report));
        Assert.Equal(["report_data"], Refusals(report));
    }

    [Fact]
    public void Report_data_with_something_after_the_hash_is_not_acceptable()
    {
        byte[] data = SimulatedEvidence.ValidClaims.ReportData;
        data[63] = 1;
        NotAcceptable(["report_data"], report => report with { ReportData = data });
    }

    [Fact]
    public void Another_agreement_is_not_acceptable()
    {
        Assert.False(Appraise(new SimulatedEvidence().Create(), out _, out AppraisalReport report, agreement: Digest256.Of("other"u8)));
        Assert.Equal(["runtime.agreement"], Refusals(report));
    }

    [Fact]
    public void Another_nonce_is_not_acceptable()
    {
        ExpectedNonce nonce = ExpectedNonce.Exactly(RandomNumberGenerator.GetBytes(32));
        Assert.False(Appraise(new SimulatedEvidence().Create(), out _, out AppraisalReport report, nonce: nonce));
        Assert.Equal(["runtime.nonce"], Refusals(report));
    }

    [Fact]
    public void Kept_evidence_is_acceptable_without_freshness_and_says_so()
    {
        Assert.True(Appraise(new SimulatedEvidence().Create(), out _, out AppraisalReport report, nonce: ExpectedNonce.Any));
        Assert.Contains(report.Checks, check => check.Claim == "runtime.nonce" && check.Wanted.Contains("not claimed", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_reason_is_reported_and_not_only_the_first() =>
        NotAcceptable(
            ["guest.debug", "guest.vmpl", "host_data", "uvm.launch_measurement"],
            report => report with
            {
                Policy = report.Policy | (1 << 19),
                Vmpl = 2,
                HostData = default,
                Measurement = default,
            });

    [Fact]
    public void Simulated_evidence_is_forged_under_the_default_anchors()
    {
        Assert.False(Appraise(
            new SimulatedEvidence().Create(), out AttestationResult? result, out AppraisalReport report, TrustAnchors.Azure(SimulatedEvidence.Authority)));
        Assert.Null(result);
        Assert.Equal(AppraisalVerdict.Forged, report.Verdict);
        Assert.Equal(["report", "uvm.endorsement"], Refusals(report));
        Assert.StartsWith("SimulatedRoot", report.Refusals[0].Found, StringComparison.Ordinal);
        Assert.StartsWith("SimulatedRoot", report.Refusals[1].Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_another_key_signed_is_forged_and_nothing_in_it_is_appraised()
    {
        Assert.False(Appraise(
            new SimulatedEvidence { Report = Report with { Key = TestOnlyKey.OtherEndorsementKey } }.Create(), out _, out AppraisalReport report));
        Assert.Equal(AppraisalVerdict.Forged, report.Verdict);
        Assert.Equal(["report"], Refusals(report));
        Assert.Equal(["report", "uvm.endorsement"], report.Checks.Select(check => check.Claim));
    }

    [Fact]
    public void A_forged_endorsement_makes_the_evidence_forged()
    {
        byte[] forged = new SimulatedEndorsement { MessageForger = TestOnlyKey.TokenSigning }.ToBytes();
        Assert.False(Appraise(new SimulatedEvidence { Endorsement = forged }.Create(), out _, out AppraisalReport report));
        Assert.Equal(AppraisalVerdict.Forged, report.Verdict);
        Assert.Equal(["uvm.endorsement"], Refusals(report));
    }

    [Fact]
    public void An_expired_chain_is_forged_at_that_time()
    {
        Assert.False(Appraise(new SimulatedEvidence().Create(), out _, out AppraisalReport report, at: new(2033, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.StartsWith("CertificateExpired", Assert.Single(report.Refusals).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_that_cannot_be_read_has_a_verdict_of_its_own()
    {
        Assert.False(Evidence.TryParse("{}"u8.ToArray(), out _, out EvidenceFailure failure));
        AppraisalReport report = AppraisalReport.Unreadable(failure);
        Assert.Equal(AppraisalVerdict.Unreadable, report.Verdict);
        Assert.Equal("Version", Assert.Single(report.Refusals).Found);
    }

    private static SimulatedReport Report { get; } = new SimulatedEvidence().Report;

    private static AppraisalReport NotAcceptable(string[] claims, Func<SimulatedReport, SimulatedReport> change)
    {
        Assert.False(Appraise(new SimulatedEvidence { Report = change(Report) }.Create(), out AttestationResult? result, out AppraisalReport report));
        Assert.Null(result);
        Assert.Equal(AppraisalVerdict.GenuineNotAcceptable, report.Verdict);
        Assert.Equal(claims, Refusals(report));
        return report;
    }

    private static bool Appraise(
        Evidence evidence,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AttestationResult? result,
        out AppraisalReport report,
        TrustAnchors? anchors = null,
        ReferenceValues? values = null,
        Digest256? agreement = null,
        ExpectedNonce? nonce = null,
        DateTimeOffset? at = null) => Appraiser.TryAppraise(
            evidence,
            anchors ?? SimulatedEvidence.Anchors,
            values ?? SimulatedEvidence.Values,
            agreement ?? SimulatedEvidence.Agreement,
            nonce ?? ExpectedNonce.Exactly(SimulatedEvidence.Nonce),
            at ?? SimulatedEvidence.At,
            out result,
            out report);

    private static string[] Refusals(AppraisalReport report) => [.. report.Refusals.Select(check => check.Claim)];

    private static string Text(AppraisalReport report) => string.Join('\n', report.Checks);
}
