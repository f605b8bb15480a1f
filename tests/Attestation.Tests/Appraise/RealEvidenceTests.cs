namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class RealEvidenceTests
{
    [Fact]
    public void Azures_sample_binds_its_parts_and_is_not_acceptable_because_its_policy_allows_everything()
    {
        Assert.True(SnpReport.TryParse(SharedVectors.AzureReport, out SnpReport? report, out _));
        Assert.True(UvmEndorsement.TryParse(SharedVectors.AzureEndorsement, out UvmEndorsement? endorsement, out _));
        Assert.True(SnpVerifier.TryAuthenticate(
            report, SimulatedChain.Parse(SharedVectors.AzureChain), HardwareAnchor.Amd, SharedVectors.Time, out GenuineReport? genuine, out _));
        Assert.True(UvmVerifier.TryAuthenticate(endorsement, [UvmAnchor.MicrosoftContainerPlatform], out GenuineEndorsement? publisher, out _));

        AppraisalChecklist list = new();
        ReferenceValues values = SimulatedEvidence.Values with { HostData = new HashSet<Digest256> { report.HostData } };
        ReportChecks.Run(list, genuine, values);
        BindingChecks.RunEndorsement(list, genuine, publisher, values.MinimumUvmSvn, values.Owner);
        BindingChecks.RunReportData(list, genuine, SharedVectors.AzureRuntimeData);

        AppraisalReport appraisal = list.ToReport();
        Assert.Equal(AppraisalVerdict.GenuineNotAcceptable, appraisal.Verdict);
        Assert.Equal("host_data.denied", Assert.Single(appraisal.Refusals).Claim);
    }

    [Fact]
    public void The_allow_all_policys_digest_is_the_one_that_is_always_denied()
    {
        string[] lines = System.IO.File.ReadAllLines(SharedData.Require("vectors", "snp", "azure-cleanroom", "insecure-virtual", "values.txt"));
        string policy = Assert.Single(lines, line => line.StartsWith("ccepolicy: ", StringComparison.Ordinal))["ccepolicy: ".Length..];
        Assert.Equal(ReferenceValues.AllowAllHostData, Digest256.Of(Convert.FromBase64String(policy)));
    }
}
