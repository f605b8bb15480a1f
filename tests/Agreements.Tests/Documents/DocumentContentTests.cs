using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Documents;

/// <summary>Documents that are signed by whoever should, and say what the agreement does not allow.</summary>
public sealed class DocumentContentTests
{
    private static readonly Manifest s_manifest = SampleDocuments.Manifest;
    private static readonly Grant s_grant = SampleDocuments.Grant;
    private static readonly Job s_job = SampleDocuments.Job;

    public static TheoryData<string> Manifests => [.. ManifestProblems.Keys];

    public static TheoryData<string> Grants => [.. GrantProblems.Keys];

    public static TheoryData<string> Jobs => [.. JobProblems.Keys];

    private static Dictionary<string, Manifest> ManifestProblems => new()
    {
        ["format is"] = s_manifest with { Format = "cleanroom-manifest/2" },
        ["is not in the agreement"] = s_manifest with { Dataset = DatasetId.Parse("others") },
        ["version is below 1"] = s_manifest with { Version = 0 },
        ["file length is below 1"] = s_manifest with { FileLength = 0 },
        ["its columns are not those of the agreement"] = s_manifest with { Columns = [.. s_manifest.Columns.Skip(1)] },
    };

    private static Dictionary<string, Grant> GrantProblems => new()
    {
        ["format is"] = s_grant with { Format = "" },
        ["expires before it is issued"] = s_grant with { Expires = s_grant.IssuedAt },
        ["ledger's size is below 0"] = s_grant with { LedgerHead = new LedgerHead { Size = -1, Hash = default } },
        ["is not the granting party's"] = s_grant with { Datasets = [s_grant.Datasets[0] with { Dataset = SampleAgreement.Ads }] },
        ["version is below 1"] = s_grant with { Datasets = [s_grant.Datasets[0] with { Version = 0 }] },
        ["a dataset is named twice"] = s_grant with { Datasets = [s_grant.Datasets[0], s_grant.Datasets[0] with { Version = 2 }] },
        ["a requester is named twice"] = s_grant with { Budgets = [s_grant.Budgets[0], s_grant.Budgets[0] with { NanoRho = 1 }] },
    };

    private static Dictionary<string, Job> JobProblems => new()
    {
        ["format is"] = s_job with { Format = "cleanroom-grant/1" },
        ["expires before it is issued"] = s_job with { Expires = s_job.IssuedAt },
    };

    [Theory]
    [MemberData(nameof(Manifests))]
    public void A_manifest_outside_the_agreement_is_refused(string problem) => Refused(ManifestProblems[problem], "publisher", problem);

    [Theory]
    [MemberData(nameof(Grants))]
    public void A_grant_outside_the_agreement_is_refused(string problem) => Refused(GrantProblems[problem], "publisher", problem);

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_job_outside_the_agreement_is_refused(string problem) => Refused(JobProblems[problem], "advertiser", problem);

    [Fact]
    public void A_manifest_needs_each_column_once()
    {
        const string Problem = "its columns are not those of the agreement";
        Refused(s_manifest with { Columns = [.. s_manifest.Columns, s_manifest.Columns[0]] }, "publisher", Problem);
        Refused(s_manifest with { Columns = [.. s_manifest.Columns.Skip(1), s_manifest.Columns[1]] }, "publisher", Problem);
        Refused(s_manifest with { Columns = [.. s_manifest.Columns.Skip(1), s_manifest.Columns[0] with { Name = "other" }] }, "publisher", Problem);
    }

    [Theory]
    [InlineData("advertiser", 50_000_001, 0)]
    [InlineData("advertiser", 0, 500_000_000_001)]
    [InlineData("advertiser", -1, 0)]
    [InlineData("advertiser", 0, -1)]
    [InlineData("stranger", 1, 0)]
    public void A_grant_never_gives_more_than_the_agreement(string requester, long nanoRho, long attoDelta) =>
        Refused(
            s_grant with { Budgets = [new GrantedBudget { Requester = PartyId.Parse(requester), NanoRho = nanoRho, AttoDelta = attoDelta }] },
            "publisher", "is outside the agreement");

    [Fact]
    public void A_grant_may_give_all_that_the_agreement_holds()
    {
        Grant all = s_grant with { Budgets = [new GrantedBudget { Requester = SampleAgreement.Advertiser, NanoRho = 50_000_000, AttoDelta = 500_000_000_000 }] };
        Assert.Equal(50_000_000, SampleDocuments.Open<Grant>(SampleDocuments.Sign(all, "publisher")).Document.Budgets[0].NanoRho);
    }

    [Fact]
    public void A_document_without_a_dataset_of_anybody_has_no_signer() =>
        Assert.Null((s_manifest with { Dataset = DatasetId.Parse("others") }).ExpectedSigner(SampleAgreement.Valid));

    private static void Refused<T>(T document, string name, string problem)
        where T : class, IAgreementDocument
    {
        byte[] encoded = SampleDocuments.Sign(document, name);
        Assert.False(SignedDocument.TryOpen(encoded, SampleAgreement.Signed, out SignedDocument<T>? _, out DocumentRefusal? refusal));
        Assert.Equal(DocumentFailure.InvalidContent, refusal.Reason);
        Assert.Contains(problem, refusal.Detail, StringComparison.Ordinal);
    }
}
