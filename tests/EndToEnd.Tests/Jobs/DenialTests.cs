using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>Every reason of a denial that a party can bring about from outside, by its code.</summary>
public sealed class DenialTests(TestWorld world)
{
    [Fact]
    public async Task A_question_that_the_agreement_does_not_hold()
    {
        TestRoom room = await world.StandardRoomAsync();
        OverlapQuery unknown = Questions.Overlap with { Terms = TermsId.Parse("reach") };
        Assert.Equal(["denial.queryNotInAgreement"], await SubmittedJob.DenialCodesAsync(room, world.Advertiser, unknown));
        OverlapQuery otherKind = Questions.Overlap with { Terms = StandardAgreement.Segments };
        Assert.Equal(["denial.queryNotInAgreement"], await SubmittedJob.DenialCodesAsync(room, world.Advertiser, otherKind));
    }

    [Fact]
    public async Task A_question_that_another_party_may_ask()
    {
        TestRoom room = await world.StandardRoomAsync();
        Assert.Equal(["denial.requesterNotAllowed"], await SubmittedJob.DenialCodesAsync(room, world.Publisher, Questions.Segments));
    }

    [Fact]
    public async Task Parameters_outside_the_terms()
    {
        TestRoom room = await world.StandardRoomAsync();
        Query[] outside =
        [
            Questions.Overlap with { NanoRho = StandardAgreement.MaximumNanoRho + 1 },
            Questions.Segments with { Keys = [new ColumnReference { Dataset = StandardAgreement.Ads, Column = "price" }] },
            Questions.Segments with { AttoDelta = StandardAgreement.BudgetAttoDelta + 1 },
            Questions.Model with { Trees = 51 },
            Questions.Model with { Leaves = 32 },
        ];
        foreach (Query query in outside)
        {
            Assert.Equal(["denial.parameterOutsideTerms"], await SubmittedJob.DenialCodesAsync(room, world.Advertiser, query));
        }
    }

    [Fact]
    public async Task A_job_of_another_time_or_for_another_instance()
    {
        TestRoom room = await world.StandardRoomAsync();
        DateTimeOffset now = StandardAgreement.InSeconds(TimeSpan.Zero);
        Assert.Equal(["denial.jobExpired"], await SubmittedJob.DenialCodesAsync(
            room, world.Advertiser, Questions.Overlap, job => job with { IssuedAt = now.AddHours(-2), Expires = now.AddHours(-1) }));
        Assert.Equal(["denial.jobExpired"], await SubmittedJob.DenialCodesAsync(
            room, world.Advertiser, Questions.Overlap, job => job with { IssuedAt = now.AddHours(2), Expires = now.AddHours(3) }));
        Assert.Equal(["denial.otherInstance"], await SubmittedJob.DenialCodesAsync(
            room, world.Advertiser, Questions.Overlap, job => job with { Instance = Digest256.Of("another"u8) }));
    }

    [Fact]
    public async Task Every_check_runs_and_all_reasons_come_together()
    {
        TestRoom room = await world.StandardRoomAsync();
        Assert.Equal(
            ["denial.otherInstance", "denial.requesterNotAllowed", "denial.parameterOutsideTerms"],
            await SubmittedJob.DenialCodesAsync(
                room, world.Publisher, Questions.Model with { Trees = 51 }, job => job with { Instance = Digest256.Of("another"u8) }));
    }

    /// <summary>One room on its way from empty to ready, and beyond.</summary>
    [Fact]
    public async Task A_room_that_misses_manifests_then_files_then_grants_then_budget()
    {
        Deal deal = world.Agree(agreement => agreement with { Privacy = agreement.Privacy with { TrainingUsers = TrainingUsers.Protected } });
        await using TestRoom room = await deal.OpenRoomAsync();
        Assert.Equal(
            ["denial.trainingUsersProtected", "denial.manifestMissing"],
            (await SubmittedJob.DenialCodesAsync(room, world.Advertiser, Questions.Model)));
        Assert.Equal(["denial.manifestMissing"], await DeniedAsync(room));

        SealedDataset feeds = await deal.SealAsync(StandardAgreement.Feeds);
        SealedDataset ads = await deal.SealAsync(StandardAgreement.Ads);
        foreach (SealedDataset data in new[] { feeds, ads })
        {
            Assert.Equal("", await room.TryAsync(deal.OwnerOf(data.Manifest.Dataset), HttpMethod.Post, "/manifests", data.SignedManifest));
        }

        Assert.Equal(["denial.ciphertextMissing", "denial.grantMissing"], await DeniedAsync(room));
        await room.UploadAsync(feeds);
        await room.UploadAsync(ads);
        Assert.Equal(["denial.grantMissing"], await DeniedAsync(room));

        Assert.Equal("", await room.GrantAsync(feeds, nanoRho: Questions.NanoRho));
        Assert.Equal("", await room.GrantAsync(ads, lifetime: TimeSpan.FromSeconds(5)));
        await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);
        Assert.Equal(["denial.grantExpired"], await DeniedAsync(room));

        Assert.Equal("", await room.GrantAsync(ads));
        Assert.NotNull((await room.AskAsync(world.Advertiser, Questions.Overlap)).SignedResult);
        JobOutcome exhausted = await room.AskAsync(world.Advertiser, Questions.NewOverlap());
        Assert.StartsWith(
            "denial.budgetExhausted: budget of publisher for advertiser is spent rho 500000000e-9 of 500000000e-9",
            Assert.Single(exhausted.Denial), StringComparison.Ordinal);
        Assert.EndsWith("(asked by publisher)", exhausted.Denial[0], StringComparison.Ordinal);

        SealedDataset next = await deal.SealAsync(StandardAgreement.Feeds, version: 2);
        await room.UploadAsync(next);
        Assert.Equal(["denial.grantForOtherManifest"], await DeniedAsync(room));
    }

    [Fact]
    public async Task An_agreement_that_expires_while_the_room_runs()
    {
        TimeSpan life = TimeSpan.FromSeconds(40);
        long started = Stopwatch.GetTimestamp();
        Deal deal = world.Agree(agreement => agreement with { Expires = StandardAgreement.InSeconds(life) });
        await using TestRoom room = await deal.OpenReadyRoomAsync();
        TimeSpan left = life + TimeSpan.FromSeconds(1) - Stopwatch.GetElapsedTime(started);
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, TestContext.Current.CancellationToken);

        // A job outlives neither its agreement nor an hour, and no grant its agreement.
        Assert.Equal(["denial.agreementExpired", "denial.grantExpired"], await SubmittedJob.DenialCodesAsync(
            room, world.Advertiser, Questions.NewOverlap()));
    }

    [Fact]
    public async Task A_key_that_its_vault_does_not_release()
    {
        // The keys are another agreement's: their release policy names that one's hash.
        Deal other = world.Agree();
        await other.KeyOfAsync(StandardAgreement.Feeds);
        Deal deal = world.Agree(agreement => agreement with
        {
            Datasets = [.. agreement.Datasets.Select(dataset => dataset.Id == StandardAgreement.Feeds
                ? dataset with { KeyEncryptionKey = other.TermsOf(dataset.Id).KeyEncryptionKey }
                : dataset)],
        });
        deal.Adopt(StandardAgreement.Feeds, await other.KeyOfAsync(StandardAgreement.Feeds));
        await using TestRoom room = await deal.OpenReadyRoomAsync();
        Assert.Equal(["denial.keyNotReleased"], await SubmittedJob.DenialCodesAsync(room, world.Advertiser, Questions.NewOverlap()));
    }

    private async Task<string[]> DeniedAsync(TestRoom room) => await SubmittedJob.DenialCodesAsync(room, world.Advertiser, Questions.NewOverlap());
}
