using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Demo;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>
/// The power fails between two steps, and the next instance comes up on the same disk: nothing is lost, nothing is repeated,
/// nothing is minted.
/// </summary>
public sealed class FaultPointTests(TestWorld world, FaultDeal fault) : IClassFixture<FaultDeal>
{
    /// <summary>The step after which the process dies, and the ledger's entries about the spend once the next instance is up.</summary>
    public static TheoryData<string, string> Faults => new()
    {
        { "admit", "" },
        { "attest", "" },
        { "unlock", "" },
        { "spend", "Reserved Released" },
        { "open", "Reserved Opened Lost" },
        { "join", "Reserved Opened Lost" },
        { "bound", "Reserved Opened Lost" },
        { "compute", "Reserved Opened Lost" },
        { "sign", "Reserved Opened Stored" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task After_a_fault_the_spend_is_settled_and_the_job_never_runs_again(string stage, string entries)
    {
        (TestRoom faulty, RoomProcess process) = await fault.OpenFaultyRoomAsync(stage);
        SubmittedJob job;
        byte[] oldGrant;
        await using (faulty)
        {
            await faulty.UploadAsync(fault.Feeds);
            await faulty.UploadAsync(fault.Ads);
            oldGrant = await faulty.WriteGrantAsync(fault.Feeds);
            Assert.Equal("", await faulty.TryAsync(world.Publisher, HttpMethod.Post, "/grants", oldGrant));
            Assert.Equal("", await faulty.GrantAsync(fault.Ads));
            job = await SubmittedJob.WriteAsync(faulty, world.Advertiser, Questions.NewOverlap());
            Assert.Equal("", await job.PostAsync(faulty));
            await process.WaitForEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }

        await using (TestRoom next = await fault.Deal.OpenRoomAsync(faulty.DataFolder))
        {
            await AssertSettledAsync(next, job, EndAfter(entries));
            await AssertNothingMintedAsync(next, oldGrant);
        }

        Assert.Equal(entries, string.Join(' ', LedgerFile.SpendEntriesOf(faulty.DataFolder, job.Id)));
    }

    [Fact]
    public async Task An_instance_that_would_fail_on_purpose_is_acceptable_to_no_other_agreement()
    {
        Deal other = world.Agree();
        await using RoomProcess process = await RoomProcess.StartAsync(
            world.Programs.EnclaveHostFolder, other.AgreementFile, world.NewFolder("room"), other.Region.Region, CancellationToken.None, ("CLEANROOM_FAULT_AFTER", "sign"));
        (AttestationResult? instance, AppraisalReport report) =
            await Appraisal.AppraiseAsync(process.Address, other.Agreement, TestContext.Current.CancellationToken);
        Assert.Null(instance);
        Assert.Equal(["host_data"], report.Refusals.Select(check => check.Claim));
    }

    /// <summary>The job's end is known to the next instance, and submitting it again changes nothing.</summary>
    private async Task AssertSettledAsync(TestRoom next, SubmittedJob job, string state)
    {
        LedgerHead before = await next.ReadHeadAsync();
        JsonElement end = await job.ReadEndAsync(next);
        Assert.Equal(state, end.GetProperty("state").GetString());
        Assert.Equal("", await job.PostAsync(next));
        JobOutcome outcome = await job.RunAsync(next);
        Assert.Equal(before, await next.ReadHeadAsync());
        if (state == "Done")
        {
            ResultVerification verification = ResultVerifier.Verify(
                outcome.SignedResult!, next.Agreement, AgreementAnchor.HeldKeys([world.Advertiser.SigningKey.Thumbprint], "advertiser"), outcome.Expected());
            Assert.Equal(VerificationVerdict.Verified, verification.Verdict);
        }
        else
        {
            Assert.Null(outcome.SignedResult);
            string refusal = state == "Failed" ? "410 room.jobFailed" : "409 room.jobDenied";
            Assert.StartsWith(refusal, await next.TryAsync(world.Advertiser, HttpMethod.Get, $"/jobs/{job.Id}/result"), StringComparison.Ordinal);
        }
    }

    /// <summary>How a job with these entries about its spend ended: what was given back was not spent.</summary>
    private static string EndAfter(string entries) =>
        entries.EndsWith("Stored", StringComparison.Ordinal) ? "Done"
        : entries.EndsWith("Lost", StringComparison.Ordinal) ? "Failed"
        : "Denied";

    /// <summary>Grants to the dead instance are worth nothing here; a new one is worth exactly what it says.</summary>
    private async Task AssertNothingMintedAsync(TestRoom next, byte[] oldGrant)
    {
        Assert.StartsWith(
            "409 room.grantForOtherInstance", await next.TryAsync(world.Publisher, HttpMethod.Post, "/grants", oldGrant), StringComparison.Ordinal);
        Assert.Equal(["denial.grantMissing"], await SubmittedJob.DenialCodesAsync(next, world.Advertiser, Questions.NewOverlap()));
        Assert.Equal("", await next.GrantAsync(fault.Feeds, nanoRho: Questions.NanoRho));
        Assert.Equal("", await next.GrantAsync(fault.Ads, nanoRho: Questions.NanoRho));
        Assert.NotNull((await next.AskAsync(world.Advertiser, Questions.NewOverlap())).SignedResult);
        Assert.Equal(["denial.budgetExhausted"], await SubmittedJob.DenialCodesAsync(next, world.Advertiser, Questions.NewOverlap()));
    }
}
