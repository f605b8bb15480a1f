using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>Real evidence, as it was recorded, through the same door.</summary>
public sealed class HandedRealTests
{
    [Fact]
    public void Azures_sample_is_genuine_and_its_policy_allows_everything()
    {
        HandedParts parts = Azure();
        Assert.Equal("GenuineNotAcceptable: host_data.denied", parts.Verdict(HandedEvidenceValues.Default, SharedVectors.Time));
        HandedParts all = parts with { Uvm = SharedVectors.AzureEndorsement, Runtime = SharedVectors.AzureRuntimeData };
        Assert.Equal("GenuineNotAcceptable: host_data.denied", all.Verdict(HandedEvidenceValues.Default, SharedVectors.Time));
    }

    [Fact]
    public void Its_policy_is_recognised_by_its_text_and_by_its_digest()
    {
        string line = Assert.Single(
            System.IO.File.ReadAllLines(SharedData.Require("vectors", "snp", "azure-cleanroom", "insecure-virtual", "values.txt")),
            line => line.StartsWith("ccepolicy: ", StringComparison.Ordinal))["ccepolicy: ".Length..];
        string verdict = (Azure() with { Policy = Encoding.ASCII.GetBytes(line) }).Verdict(HandedEvidenceValues.Default, SharedVectors.Time);
        Assert.Equal("GenuineNotAcceptable: host_data.denied policy.containers", verdict);
    }

    [Fact]
    public void An_altered_real_report_is_forged()
    {
        byte[] report = SharedVectors.AzureReport;
        report[0xC0] ^= 1;
        Assert.Equal("Forged: report.signature", (Azure() with { ReportBytes = report }).Verdict(HandedEvidenceValues.Default, SharedVectors.Time));
    }

    [Fact]
    public void A_real_version_2_report_of_old_firmware_is_genuine_and_not_acceptable()
    {
        byte[] leaf = SharedVectors.Read("snp", "go-sev-guest", "vcek.testcer");
        byte[] authorities = SharedVectors.Read("snp", "go-sev-guest", "ask_ark_milan.pem");
        HandedParts parts = new()
        {
            ReportBytes = SharedVectors.Read("snp", "go-sev-guest", "attestation.bin"),
            Chain = [.. Encoding.ASCII.GetBytes(Pem(leaf)), .. authorities],
        };
        HandedEvidenceAppraisal appraisal = parts.Appraise(HandedEvidenceValues.Default, new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(AppraisalVerdict.GenuineNotAcceptable, appraisal.Appraisal.Verdict);
        Assert.Contains(appraisal.Appraisal.Refusals, check => check.Claim == "tcb.reported" && check.Found.Contains("snp 5", StringComparison.Ordinal));

        byte[] wrong = [.. Encoding.ASCII.GetBytes(Pem(leaf)), .. SharedVectors.Read("snp", "go-sev-guest", "ask_ark_genoa.pem")];
        Assert.Equal(AppraisalVerdict.Forged, (parts with { Chain = wrong }).Appraise(HandedEvidenceValues.Default).Appraisal.Verdict);
        byte[] loaded = [.. Encoding.ASCII.GetBytes(Pem(leaf)), .. SharedVectors.Read("snp", "go-sev-guest", "ask_ark_milan_vlek.pem")];
        Assert.StartsWith("Forged: chain.leaf.signature", (parts with { Chain = loaded }).Verdict(HandedEvidenceValues.Default), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hosts_file_is_read_as_it_lies_in_a_container_group()
    {
        byte[] chain = SharedVectors.Read("snp", "ms-sidecar-security-context", "host-amd-cert-base64");
        string verdict = (Azure() with { Chain = chain }).Verdict(HandedEvidenceValues.Default, new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.StartsWith("Forged: report.tcb report.chip report.signature", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_endorsement_is_read_as_it_lies_there_and_endorses_another_measurement()
    {
        byte[] uvm = SharedVectors.Read("snp", "ms-sidecar-security-context", "reference-info-base64");
        string verdict = (Azure() with { Uvm = uvm }).Verdict(HandedEvidenceValues.Default, SharedVectors.Time);
        Assert.StartsWith("GenuineNotAcceptable: host_data.denied uvm.launch_measurement", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_token_of_another_guest_is_genuine_and_does_not_agree()
    {
        HandedParts parts = Azure() with
        {
            TokenBytes = SharedVectors.Read("maa", "cvm-with-jwks", "attestation_result.b64"),
            Keys = SharedVectors.Read("maa", "cvm-with-jwks", "attestation_result_header_jku_snapshot.jsonc"),
        };
        HandedEvidenceAppraisal appraisal = parts.Appraise(HandedEvidenceValues.Default, SharedVectors.Time);
        Assert.True(appraisal.Appraisal.Verdict == AppraisalVerdict.GenuineNotAcceptable, string.Join('\n', appraisal.Appraisal.Refusals));
        Assert.Contains(appraisal.Appraisal.Refusals, check => check.Claim == "x-ms-attestation-type" && check.Found == "azurevm");
        Assert.Contains(appraisal.Appraisal.Refusals, check => check.Claim == "token.validity");
    }

    [Fact]
    public void A_real_token_whose_keys_are_not_there_is_not_believed()
    {
        HandedParts parts = Azure() with
        {
            TokenBytes = SharedVectors.Read("maa", "sev-snp-jwt.txt"),
            Keys = SharedVectors.Read("maa", "get.certs.response.body.json"),
        };
        Assert.Equal("Forged: token.signature host_data.denied", parts.Verdict(HandedEvidenceValues.Default, SharedVectors.Time));
    }

    private static HandedParts Azure() => new() { ReportBytes = SharedVectors.AzureReport, Chain = SharedVectors.AzureChain };

    private static string Pem(byte[] der) => new string(System.Security.Cryptography.PemEncoding.Write("CERTIFICATE", der)) + "\n";
}
