using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>The four words: what is genuine and refused is never called forged, and what is altered is never called genuine.</summary>
public sealed class HandedVerdictTests
{
    [Fact]
    public void Evidence_that_satisfies_every_check_is_acceptable_and_says_what_was_not_judged()
    {
        HandedEvidenceAppraisal appraisal = new HandedParts().Appraise();
        Assert.Equal(AppraisalVerdict.Acceptable, appraisal.Appraisal.Verdict);
        Assert.Empty(appraisal.Appraisal.Refusals);
        Assert.Equal(["VCEK", "signing key", "root"], appraisal.Certificates.Select(certificate => certificate.Role));
        Assert.Equal(5, appraisal.NotJudged.Count);
        Assert.Contains(appraisal.NotJudged, sentence => sentence.StartsWith("what was booted", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_part_that_is_handed_in_is_judged()
    {
        HandedParts all = new()
        {
            Uvm = SimulatedEndorsement.Valid,
            Policy = HandedParts.PolicyText,
            Runtime = SimulatedEvidence.ValidClaims.Encoded.ToArray(),
            Token = FullToken(),
        };
        HandedEvidenceAppraisal appraisal = all.Appraise();
        Assert.True(appraisal.Appraisal.Verdict == AppraisalVerdict.Acceptable, string.Join('\n', appraisal.Appraisal.Refusals));
        Assert.StartsWith("when the report was made", Assert.Single(appraisal.NotJudged), StringComparison.Ordinal);
        Assert.Equal("GenuineNotAcceptable: uvm.svn", (all with { Uvm = new SimulatedEndorsement { Svn = 99 }.ToBytes() }).Verdict());
        Assert.Equal("GenuineNotAcceptable: host_data", (all with { Policy = [.. HandedParts.PolicyText, (byte)'\n'] }).Verdict());
        Assert.Equal("GenuineNotAcceptable: report_data", (all with { Runtime = "{}"u8.ToArray() }).Verdict());
    }

    [Fact]
    public void Debugging_is_genuine_and_not_acceptable() =>
        Assert.Equal("GenuineNotAcceptable: guest.debug", new HandedParts { Report = new() { Policy = 0xB_001F } }.Verdict());

    [Fact]
    public void A_migration_agent_that_is_allowed_or_bound_is_genuine_and_not_acceptable()
    {
        Assert.Equal("GenuineNotAcceptable: guest.migration_agent", new HandedParts { Report = new() { Policy = 0x7_001F } }.Verdict());
        Assert.Equal("GenuineNotAcceptable: guest.migration_agent", new HandedParts { Report = new() { MigrationAgentByte = 7 } }.Verdict());
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(3u)]
    [InlineData(0xFFFFFFFFu)]
    public void Another_privilege_level_and_the_hosts_own_report_are_genuine_and_not_acceptable(uint vmpl) =>
        Assert.Equal("GenuineNotAcceptable: guest.vmpl", new HandedParts { Report = new() { Vmpl = vmpl } }.Verdict());

    [Fact]
    public void The_allow_all_policys_host_data_is_genuine_and_not_acceptable() =>
        Assert.Equal("GenuineNotAcceptable: host_data.denied", new HandedParts { Report = new() { HostData = ReferenceValues.AllowAllHostData } }.Verdict());

    [Fact]
    public void A_policy_that_creates_any_container_is_genuine_and_not_acceptable_whatever_its_digest()
    {
        byte[] open = Encoding.UTF8.GetBytes("package policy\nmount_device := { \"allowed\" : true }\ncreate_container := {\"allowed\": true,\n \"allow_stdio_access\": true}\n");
        HandedParts parts = new() { Report = new() { HostData = Digest256.Of(open) }, Policy = open };
        Assert.Equal("GenuineNotAcceptable: policy.containers", parts.Verdict());
        Assert.Equal("GenuineNotAcceptable: policy.containers", (parts with { Policy = Encoding.ASCII.GetBytes(Convert.ToBase64String(open) + "\n") }).Verdict());
    }

    [Fact]
    public void Old_firmware_is_genuine_and_not_acceptable()
    {
        TcbVersion old = new(4, 0, 23, 219);
        byte[] chain = (SimulatedChain.Milan with { Tcb = old }).ToPemBelowMilan();
        HandedParts parts = new() { Report = new() { Reported = old, Current = old, Committed = old, Launch = old }, Chain = chain };
        Assert.Equal("GenuineNotAcceptable: tcb.reported tcb.committed tcb.current tcb.launch", parts.Verdict());
        Assert.Equal("GenuineNotAcceptable: tcb.launch", new HandedParts { Report = new() { Launch = old } }.Verdict());
    }

    [Fact]
    public void The_floor_is_the_askers_and_a_line_without_one_is_not_acceptable()
    {
        Dictionary<SnpProduct, TcbVersion> higher = new() { [SnpProduct.Milan] = new TcbVersion(4, 0, 24, 220) };
        Assert.Equal("GenuineNotAcceptable: tcb.reported tcb.committed tcb.current tcb.launch", new HandedParts().Verdict(HandedParts.Values with { MinimumTcb = higher }));
        Dictionary<SnpProduct, TcbVersion> other = new() { [SnpProduct.Genoa] = default };
        Assert.Equal("GenuineNotAcceptable: tcb.reported tcb.committed tcb.current tcb.launch", new HandedParts().Verdict(HandedParts.Values with { MinimumTcb = other }));
    }

    [Fact]
    public void A_certificate_outside_its_time_leaves_the_report_genuine()
    {
        HandedParts parts = new() { Chain = (SimulatedChain.Milan with { LeafNotAfter = HandedParts.At.AddDays(-1) }).ToPemBelowMilan() };
        Assert.Equal("GenuineNotAcceptable: chain.leaf.validity", parts.Verdict());
        Assert.Equal("Acceptable:", parts.Verdict(at: HandedParts.At.AddDays(-2)));
        Assert.Equal("GenuineNotAcceptable: chain.leaf.validity", new HandedParts().Verdict(at: new DateTimeOffset(2024, 12, 31, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_certificate_outside_its_time_does_not_save_a_report_that_is_altered()
    {
        byte[] report = new SimulatedReport().ToBytes();
        report[0x50] ^= 1;
        HandedParts parts = new() { ReportBytes = report, Chain = (SimulatedChain.Milan with { LeafNotAfter = HandedParts.At.AddDays(-1) }).ToPemBelowMilan() };
        Assert.Equal("Forged: chain.leaf.validity report.signature", parts.Verdict());
    }

    [Fact]
    public void No_single_bit_of_a_report_can_be_turned_without_being_refused()
    {
        byte[] report = new SimulatedReport().ToBytes();
        foreach (int offset in Enumerable.Range(0, SnpReport.Size).Where(offset => offset % 23 == 0 || offset is 0x34 or 0x1FF or 0x29F or 0x2D0 or 0x318 or SnpReport.Size - 1))
        {
            byte[] changed = [.. report];
            changed[offset] ^= 1;
            AppraisalVerdict verdict = new HandedParts { ReportBytes = changed }.Appraise().Appraisal.Verdict;
            bool isUnknownForm = offset is < 4 or (>= 0x34 and < 0x38);
            Assert.True(verdict == AppraisalVerdict.Forged || (isUnknownForm && verdict == AppraisalVerdict.Unreadable), $"{offset:x}: {verdict}");
        }
    }

    [Fact]
    public void What_the_hardware_signed_and_nobody_understands_is_genuine_and_not_acceptable()
    {
        Assert.Equal("GenuineNotAcceptable: report.fields", new HandedParts { Report = new() { Patches = [(0x260, 1)] } }.Verdict());
        Assert.Equal("GenuineNotAcceptable: report.fields", new HandedParts { Report = new() { Cpu = (0x19, 0x5F) } }.Verdict());
        Assert.Equal("GenuineNotAcceptable: guest.policy", new HandedParts { Report = new() { Policy = 0x400_0003_001F } }.Verdict());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1183)]
    [InlineData(1185)]
    public void Another_length_is_unreadable(int length) =>
        Assert.Equal("Unreadable: report", new HandedParts { ReportBytes = [.. Enumerable.Repeat((byte)1, length)] }.Verdict());

    [Theory]
    [InlineData(1u)]
    [InlineData(6u)]
    public void Another_version_is_unreadable(uint version) =>
        Assert.Equal("Unreadable: report", new HandedParts { Report = new() { Version = version } }.Verdict());

    [Fact]
    public void Amds_roots_alone_call_a_simulated_chain_forged()
    {
        string verdict = new HandedParts().Verdict(HandedEvidenceValues.Default);
        Assert.Equal("Forged: chain.root", verdict);
    }

    [Fact]
    public void A_root_that_takes_amds_name_is_forged() =>
        Assert.Equal("Forged: chain.root", new HandedParts { Chain = (SimulatedChain.Milan with { RootName = "ARK-Milan" }).ToPem() }.Verdict());

    [Fact]
    public void A_forged_endorsement_makes_the_whole_forged_and_an_unreadable_one_unreadable()
    {
        Assert.Equal("Forged: uvm.endorsement", new HandedParts { Uvm = new SimulatedEndorsement { MessageForger = TestOnlyKey.EndorsementRoot }.ToBytes() }.Verdict());
        Assert.Equal("Unreadable: uvm", new HandedParts { Uvm = [1, 2, 3] }.Verdict());
        Assert.Equal("Unreadable: uvm", new HandedParts { Uvm = [] }.Verdict());
    }

    [Fact]
    public void An_endorsement_of_another_measurement_is_genuine_and_not_acceptable()
    {
        HandedParts parts = new() { Uvm = new SimulatedEndorsement { Measurement = Digest384.Of("another"u8).ToString() }.ToBytes() };
        Assert.Equal("GenuineNotAcceptable: uvm.launch_measurement", parts.Verdict());
    }

    /// <summary>A token with every claim that a service states of a guest.</summary>
    internal static SimulatedToken FullToken(params (string Name, System.Text.Json.Nodes.JsonNode? Value)[] changes)
    {
        SnpReport report = new SimulatedReport { ReportData = SimulatedEvidence.ValidClaims.ReportData }.Parse();
        Dictionary<string, System.Text.Json.Nodes.JsonNode?> claims = new()
        {
            ["x-ms-sevsnpvm-guestsvn"] = report.GuestSvn,
            ["x-ms-sevsnpvm-reportid"] = Convert.ToHexStringLower(report.ReportId),
            ["x-ms-sevsnpvm-bootloader-svn"] = 4,
            ["x-ms-sevsnpvm-tee-svn"] = 0,
            ["x-ms-sevsnpvm-snpfw-svn"] = 24,
            ["x-ms-sevsnpvm-microcode-svn"] = 219,
        };
        foreach ((string name, System.Text.Json.Nodes.JsonNode? value) in changes)
        {
            claims[name] = value;
        }

        return new SimulatedToken { Changes = claims };
    }
}
