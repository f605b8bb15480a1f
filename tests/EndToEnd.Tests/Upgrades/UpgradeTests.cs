using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Closing;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Ledgers;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EndToEnd.Tests.Upgrades;

/// <summary>
/// Another image under the same agreement: nothing before all parties signed for it; then by an amendment, keys for it alone, and new
/// grants, on the disk and the ledger of the one before.
/// </summary>
public sealed class UpgradeTests(TestWorld world)
{
    [Fact]
    public async Task A_new_image_takes_over_after_an_amendment_and_gets_nothing_before_it()
    {
        Deal deal = world.Agree();

        // The publisher's release policy can be changed, the advertiser's cannot.
        deal.Adopt(StandardAgreement.Feeds, await KeyEncryptionKeys.EnsureAsync(
            deal.Agreement, deal.TermsOf(StandardAgreement.Feeds), deal.Region.Credential, TestContext.Current.CancellationToken,
            new NewKeyOptions { KeySize = 2048, ImmutablePolicy = false }));
        TestRoom old = await deal.OpenRoomAsync();
        await using TestRoom stopped = old;
        SealedDataset feeds = await old.FillAsync(StandardAgreement.Feeds);
        SealedDataset ads = await deal.SealAsync(StandardAgreement.Ads);
        await old.UploadAsync(ads);
        using PartyKeyFolder advertiser = PartyKeyFolder.Open(CopyOf(world.Advertiser));
        GrantedBudget all;
        using (GrantRecord record = GrantRecord.Open(deal.Agreement, advertiser))
        {
            all = record.Left().Single(left => left.Requester == advertiser.Id);
            await GiveAllAsync(old, record, advertiser, ads);
        }

        JobOutcome answered = await old.AskAsync(world.Advertiser, Questions.Overlap);
        Assert.NotNull(answered.SignedResult);

        string image = NewImage();
        Digest256 measured = DataOwnerClient.Demo.RoomProcess.Predict(image).HostData;
        await GetsNothingAsync(deal, image);

        SignedAgreement amended = Amend(deal, measured);
        Deal next = new(world, deal.Region, amended);
        await GrantsNothingBeyondAsync(old, next, feeds);
        await ClosesAsync(old, next, advertiser, all);
        ClientException kept = await Assert.ThrowsAsync<ClientException>(() => RotateAsync(
            new Deal(world, deal.Region, Apply(deal.Agreement, Write(deal.Agreement, measured) with { Keys = [] })), world.Advertiser, ads));
        Assert.Contains("keeps its release policy for ever", kept.Message, StringComparison.Ordinal);

        // As `cleanroom kek create` would make it beforehand; a smaller one, because making it takes time and proves nothing here.
        await next.KeyOfAsync(StandardAgreement.Ads);
        byte[] feedsRotation = await RotateAsync(next, world.Publisher, feeds);
        byte[] adsRotation = await RotateAsync(next, world.Advertiser, ads);
        await old.DisposeAsync();

        await using TestRoom room = await next.OpenRoomAsync(old.DataFolder, image);
        await ServesTheAmendedAgreementAsync(room);
        await SendAsync(room, world.Publisher, feedsRotation);
        await SendAsync(room, world.Advertiser, adsRotation);
        Assert.StartsWith("denial.grantMissing", (await room.AskAsync(world.Advertiser, Questions.NewOverlap())).Denial[0], StringComparison.Ordinal);
        Assert.Equal("", await room.GrantAsync(feeds));
        using (GrantRecord record = GrantRecord.Open(amended, advertiser))
        {
            await GiveAllAsync(room, record, advertiser, ads);
        }

        ClientException older = Assert.Throws<ClientException>(() => GrantRecord.Open(deal.Agreement, advertiser));
        Assert.Contains("you acted under amendment 1 already", older.Message, StringComparison.Ordinal);
        await AnswersAsync(room, deal, answered);
        await KeepsItsLedgerAsync(room, deal);
        await room.DisposeAsync();
        await TheOldOneDoesNotComeBackAsync(deal, next, old.DataFolder);
    }

    private async Task GetsNothingAsync(Deal deal, string image)
    {
        await using TestRoom unapproved = await deal.OpenRoomAsync(publishFolder: image);
        (AttestationResult? instance, AppraisalReport report) = await Appraisal.AppraiseAsync(unapproved.Address, deal.Agreement, TestContext.Current.CancellationToken);
        Assert.Null(instance);
        Assert.Equal("host_data", Assert.Single(report.Refusals).Claim);
        string token = await TokenRequest.AskAsync(deal.Agreement.Agreement.Enclave, await TokenRequest.FetchEvidenceAsync(unapproved.Address));
        await VaultRequest.ForbidsForAsync(deal, StandardAgreement.Ads, token, "x-ms-sevsnpvm-hostdata");
    }

    private static async Task ServesTheAmendedAgreementAsync(TestRoom room)
    {
        using HttpClient anybody = await room.AnybodyAsync();
        using HttpResponseMessage answer = await anybody.GetAsync($"{RoomConnection.Version}/agreement", TestContext.Current.CancellationToken);
        Assert.Equal("application/cbor-seq", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(room.Agreement.Encoded.ToArray(), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>A grant under the amendment ends with the old image, and the room that was started without the amendment does not take it.</summary>
    private async Task GrantsNothingBeyondAsync(TestRoom old, Deal next, SealedDataset feeds)
    {
        byte[] signed = Granting.Grant(next.Agreement, world.Publisher, await old.InstanceAsync(), [feeds], [], await old.ReadHeadAsync(), TimeSpan.FromDays(1));
        Assert.True(SignedDocument.TryOpen(signed, next.Agreement, out SignedDocument<Grant>? grant, out DocumentRefusal? refusal), refusal?.ToString());
        Assert.Equal(next.Agreement.Amendments[0].Amendment.HostData.Single(measurement => measurement.HostData == world.HostData).Until, grant.Document.Expires);
        Assert.StartsWith("409 room.grantForOtherAmendment", await old.TryAsync(world.Publisher, HttpMethod.Post, "/grants", signed), StringComparison.Ordinal);

        using RoomConnection connection = await old.ConnectAsync(world.Publisher);
        LedgerCopy copy = await RoomLedger.CopyAsync(connection, TestContext.Current.CancellationToken);
        (VerificationCheck whole, Agreements.Ledger.LedgerAudit? audit) = LedgerCheck.Whole(copy, next.Agreement);
        Assert.True(whole.Holds, whole.Found);
        VerificationCheck amendments = LedgerCheck.Amendments(audit!, next.Agreement);
        Assert.Equal((false, "0 recorded: the room runs under an older agreement; its operator starts it on the newest"), (amendments.Holds, amendments.Found));

        // A copy may be older than the amendment; a room that runs may not.
        string kept = Path.Combine(world.NewFolder("ledger"), "ledger.json");
        (int code, string output) = await VerifyLedgerAsync(old.Address.ToString(), "--agreement", next.AgreementFile, "--keys", CopyOf(world.Publisher), "--save", kept);
        Assert.Equal(1, code);
        Assert.Contains("NO  amendments: 0 recorded: the room runs under an older agreement", output, StringComparison.Ordinal);
        (code, output) = await VerifyLedgerAsync(kept, "--agreement", next.AgreementFile);
        Assert.True(code == 0, output);
        Assert.Contains("ok  amendments: 0 of the 1 that you hold", output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output)> VerifyLedgerAsync(params string[] arguments)
    {
        using ClientProgram program = ClientProgram.Start(world, ["ledger", "verify", .. arguments]);
        return (await program.WaitForEndAsync(), program.Output + program.Errors);
    }

    /// <summary>The instance that ran until now states what it spent, and spends nothing more.</summary>
    private async Task ClosesAsync(TestRoom old, Deal next, PartyKeyFolder advertiser, GrantedBudget all)
    {
        using GrantRecord record = GrantRecord.Open(next.Agreement, advertiser);
        using RoomConnection connection = new(old.Address, await old.InstanceAsync(), advertiser);
        (ClosingStatement statement, _) = await GrantEnding.EndAsync(record, connection, TestContext.Current.CancellationToken);
        Assert.Equal(Questions.NanoRho, Assert.Single(statement.Spent).NanoRho);
        Assert.Equal(all.NanoRho - Questions.NanoRho, record.Left().Single(left => left.Requester == advertiser.Id).NanoRho);
        Assert.StartsWith("denial.grantsClosed", (await old.AskAsync(world.Advertiser, Questions.NewOverlap())).Denial[0], StringComparison.Ordinal);
    }

    private async Task AnswersAsync(TestRoom room, Deal before, JobOutcome answeredBefore)
    {
        Agreements.Queries.OverlapQuery question = Questions.NewOverlap();
        JobOutcome answer = await room.AskAsync(world.Advertiser, question);
        Assert.True(answer.SignedResult is not null, string.Join('\n', answer.Denial));
        AgreementAnchor anchor = AgreementAnchor.KnownHash(room.Agreement.Hash);
        Assert.Equal(VerificationVerdict.Verified, ResultVerifier.Verify(answer.SignedResult, room.Agreement, anchor, answer.Expected()).Verdict);

        // Without the amendment nobody signed for that image; and what the old one answered holds under both.
        ResultVerification without = ResultVerifier.Verify(answer.SignedResult, before.Agreement, anchor, answer.Expected());
        Assert.Equal(["host_data", "evidence appraisal"], without.Checks.Where(check => !check.Holds).Select(check => check.Claim));
        Assert.Equal(VerificationVerdict.Verified, ResultVerifier.Verify(answeredBefore.SignedResult!, room.Agreement, anchor, answeredBefore.Expected()).Verdict);
    }

    private async Task KeepsItsLedgerAsync(TestRoom room, Deal before)
    {
        using RoomConnection connection = await room.ConnectAsync(world.Publisher);
        LedgerCopy copy = await RoomLedger.CopyAsync(connection, TestContext.Current.CancellationToken);
        (VerificationCheck whole, Agreements.Ledger.LedgerAudit? audit) = LedgerCheck.Whole(copy, room.Agreement);
        Assert.True(whole.Holds, whole.Found);
        Assert.True(LedgerCheck.Amendments(audit!, room.Agreement).Holds);
        VerificationCheck older = LedgerCheck.Whole(copy, before.Agreement).Check;
        Assert.False(older.Holds);
        Assert.Matches("ledger entry [0-9]+: its evidence is not acceptable: .*host_data", older.Found);
    }

    private async Task TheOldOneDoesNotComeBackAsync(Deal deal, Deal next, string dataFolder)
    {
        (int exitCode, string said) = await HostStart.TryAsync(world, world.Region, deal.AgreementFile, ("CLEANROOM_DATA", dataFolder));
        Assert.Equal(HostStart.Refused, exitCode);
        Assert.Matches("ledger entry [0-9]+: its evidence is not acceptable: .*host_data", said);

        // A later amendment ends it for everybody at once.
        Amendment last = Write(next.Agreement, next.Agreement.LastingHostData[0]) with { Keys = [] };
        SignedAgreement ended = Apply(next.Agreement, last with { HostData = [last.HostData[0]], IssuedAt = StandardAgreement.InSeconds(TimeSpan.FromSeconds(1)) });
        Assert.DoesNotContain(world.HostData, ended.ReferenceValuesAt(ended.Amendments[1].Amendment.IssuedAt).HostData);
    }

    private SignedAgreement Amend(Deal deal, Digest256 measured) => Apply(deal.Agreement, Write(deal.Agreement, measured));

    /// <summary>The new image to the end, the old one for an hour, and another key where the policy of the first cannot be changed.</summary>
    private Amendment Write(SignedAgreement agreement, Digest256 measured) => new()
    {
        Format = Amendment.CurrentFormat,
        Agreement = agreement.Hash,
        Sequence = agreement.Amendments.Count + 1,
        Previous = agreement.Amendments.Count == 0 ? agreement.Hash : agreement.Amendments[^1].Hash,
        Reason = "A new version of the room.",
        HostData =
        [
            new AmendedMeasurement { HostData = measured, Until = agreement.Agreement.Expires },
            new AmendedMeasurement { HostData = world.HostData, Until = StandardAgreement.InSeconds(TimeSpan.FromHours(1)) },
        ],
        Keys = [new AmendedKey { Dataset = StandardAgreement.Ads, KeyEncryptionKey = new Uri($"{world.Region.Region.Vault}/keys/ads-{Guid.NewGuid():n}") }],
        IssuedAt = StandardAgreement.InSeconds(TimeSpan.Zero),
    };

    private SignedAgreement Apply(SignedAgreement agreement, Amendment amendment)
    {
        Assert.True(AmendmentDraft.TryOpenJson(amendment.WriteJson(), agreement, out AmendmentDraft? draft, out DocumentRefusal? refusal), refusal?.ToString());
        Assert.True(AmendmentDraft.TryOpenSigned(draft.Sign(world.Publisher.Signer), agreement, out draft, out refusal), refusal?.ToString());
        Assert.True(agreement.TryAmend(draft.Sign(world.Advertiser.Signer), out SignedAgreement? amended, out refusal), refusal?.ToString());
        return amended;
    }

    private static async Task<byte[]> RotateAsync(Deal deal, PartyKeyFolder owner, SealedDataset data)
    {
        KeyRotating rotating = new(deal.Agreement, owner, deal.Region.Credential);
        KeyRotating.Rotated rotated = await rotating.RotateAsync(data, null, TestContext.Current.CancellationToken);
        await rotating.DisableAsync(deal.TermsOf(data.Manifest.Dataset), rotated.OldVersion, TestContext.Current.CancellationToken);
        return rotated.Rotation;
    }

    private static async Task SendAsync(TestRoom room, PartyKeyFolder owner, byte[] rotation)
    {
        using RoomConnection connection = await room.ConnectAsync(owner);
        await Uploading.SendRotationAsync(connection, rotation, TestContext.Current.CancellationToken);
    }

    private static async Task GiveAllAsync(TestRoom room, GrantRecord record, PartyKeyFolder owner, SealedDataset dataset)
    {
        using RoomConnection connection = new(room.Address, await room.InstanceAsync(), owner);
        GrantOffer offer = new() { Datasets = [dataset], Budgets = record.Left(), Lifetime = TimeSpan.FromMinutes(50), StartsNewLedger = false };
        await GrantGiving.GiveAsync(room.Agreement, owner, record, await room.InstanceAsync(), connection, offer, TestContext.Current.CancellationToken);
    }

    /// <summary>A program that does the same and is another: one file more.</summary>
    private string NewImage()
    {
        string folder = world.NewPath("image");
        FolderCopy.Copy(world.Programs.EnclaveHostFolder, folder);
        File.WriteAllText(Path.Combine(folder, "version.txt"), "2");
        return folder;
    }

    /// <summary>A party's keys in a folder of its own, so that its record of grants begins empty.</summary>
    private string CopyOf(PartyKeyFolder party)
    {
        string folder = world.NewFolder(party.Id.ToString());
        foreach (string file in Directory.EnumerateFiles(party.Path))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }
}
