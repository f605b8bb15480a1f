using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Refusals;

/// <summary>A workload that is not the agreed one: no owner accepts it, and no vault releases a key to it.</summary>
public sealed class WorkloadTests(TestWorld world)
{
    private const string HostDataClaim = "x-ms-sevsnpvm-hostdata";

    [Fact]
    public async Task One_changed_byte_of_the_workload_gets_no_key_and_no_owners_trust()
    {
        string folder = world.NewPath("changed");
        FolderCopy.Copy(world.Programs.EnclaveHostFolder, folder);
        ChangeOneByte(Path.Combine(folder, "EnclaveCleanRoom.EnclaveHost.dll"));
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync(publishFolder: folder);
        await RefusesHostDataAsync(deal, room);
    }

    [Fact]
    public async Task Wrong_host_data_gets_no_key_and_no_owners_trust()
    {
        Deal deal = world.Agree(agreement => agreement with { Enclave = world.Region.Region.Describe(Digest256.Of("another workload"u8)) });
        await using TestRoom room = await deal.OpenRoomAsync();
        await RefusesHostDataAsync(deal, room);
    }

    [Fact]
    public async Task A_room_of_another_agreement_gets_no_key_no_owners_trust_and_no_documents()
    {
        Deal ours = world.Agree();
        TestRoom theirs = await world.StandardRoomAsync();
        (AttestationResult? instance, AppraisalReport report) = await Appraisal.AppraiseAsync(theirs.Address, ours.Agreement, TestContext.Current.CancellationToken);
        Assert.Null(instance);
        Assert.Equal("runtime.agreement", Assert.Single(report.Refusals).Claim);

        string token = await TokenRequest.AskAsync(ours.Agreement.Agreement.Enclave, await TokenRequest.FetchEvidenceAsync(theirs.Address));
        await VaultRequest.ForbidsForAsync(ours, StandardAgreement.Ads, token, "x-ms-runtime.agreement_sha256");

        SealedDataset data = await ours.SealAsync(StandardAgreement.Ads);
        Assert.StartsWith("422 document.otherAgreement", await theirs.TryAsync(world.Advertiser, HttpMethod.Post, "/manifests", data.SignedManifest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulated_root_is_refused_under_the_default_anchors()
    {
        HardwareAnchor amd = HardwareAnchor.AmdMilan;
        Deal deal = world.Agree(agreement => agreement with
        {
            Enclave = agreement.Enclave with { HardwareRoots = [new HardwareRootTerms { Name = amd.Name, Product = amd.Product, Certificate = amd.RootFingerprint }] },
        });
        await using TestRoom room = await deal.OpenRoomAsync();
        (AttestationResult? instance, AppraisalReport report) = await Appraisal.AppraiseAsync(room.Address, deal.Agreement, TestContext.Current.CancellationToken);
        Assert.Null(instance);
        Assert.Equal(AppraisalVerdict.Forged, report.Verdict);
        AppraisalCheck refusal = Assert.Single(report.Refusals);
        Assert.Equal("report", refusal.Claim);
        Assert.StartsWith(nameof(SnpAuthenticationFailure.SimulatedRoot), refusal.Found, StringComparison.Ordinal);
    }

    private static async Task RefusesHostDataAsync(Deal deal, TestRoom room)
    {
        (AttestationResult? instance, AppraisalReport report) = await Appraisal.AppraiseAsync(room.Address, deal.Agreement, TestContext.Current.CancellationToken);
        Assert.Null(instance);
        Assert.Equal(AppraisalVerdict.GenuineNotAcceptable, report.Verdict);
        Assert.Equal("host_data", Assert.Single(report.Refusals).Claim);

        string token = await TokenRequest.AskAsync(deal.Agreement.Agreement.Enclave, await TokenRequest.FetchEvidenceAsync(room.Address));
        await VaultRequest.ForbidsForAsync(deal, StandardAgreement.Feeds, token, HostDataClaim);
        await VaultRequest.ForbidsForAsync(deal, StandardAgreement.Ads, token, HostDataClaim);
    }

    /// <summary>One letter of one sentence that the host may say: the program runs as before, and is another program.</summary>
    private static void ChangeOneByte(string library)
    {
        byte[] bytes = File.ReadAllBytes(library);
        int at = bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("the room could not answer"));
        Assert.True(at >= 0);
        bytes[at] ^= 0x20;
        File.WriteAllBytes(library, bytes);
    }
}
