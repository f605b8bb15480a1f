using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Closing;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient;
using EnclaveCleanRoom.DataOwnerClient.Agent;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Ledgers;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>Owners follow the ledger from head to head, check a copy offline, and take back what was not spent.</summary>
public sealed class LedgerTests(TestWorld world)
{
    [Fact]
    public async Task A_ledger_is_verified_with_its_job_and_a_changed_copy_is_not()
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        using PartyKeyFolder advertiser = PartyKeyFolder.Open(CopyOf(world.Advertiser));
        using (GrantRecord record = GrantRecord.Open(room.Agreement, advertiser))
        {
            await GiveAllAsync(room, record, advertiser, await deal.SealAsync(StandardAgreement.Ads));
        }

        JobOutcome answered = await room.AskAsync(world.Advertiser, Questions.Overlap);
        Assert.NotNull(answered.SignedResult);
        JobOutcome again = await room.AskAsync(world.Advertiser, Questions.Segments);

        string folder = world.NewFolder("ledger");
        string agreement = Path.Combine(folder, "agreement.cose");
        await File.WriteAllBytesAsync(agreement, room.Agreement.Encoded.ToArray(), TestContext.Current.CancellationToken);
        string copy = Path.Combine(folder, "ledger.json");
        (int code, string output) = await LedgerAsync(
            room.Address.ToString(), "--agreement", agreement, "--keys", advertiser.Path, "--job", answered.Job.ToString(), "--job", again.Job.ToString(), "--save", copy);
        Assert.True(code == 0, output);
        Assert.Contains($"ok  job {answered.Job}: Stored at entries", output, StringComparison.Ordinal);
        Assert.Contains("the ledger holds", output, StringComparison.Ordinal);
        Assert.Equal(await room.ReadHeadAsync(), HeadSeen(room, advertiser));

        Assert.Equal(0, (await LedgerAsync(copy, "--agreement", agreement)).Code);
        (code, output) = await LedgerAsync(copy, "--agreement", agreement, "--job", "job-that-nobody-asked");
        Assert.Equal(1, code);
        Assert.Contains("not in this ledger", output, StringComparison.Ordinal);

        LedgerCopy genuine = LedgerCopy.Parse(await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken), copy);
        foreach (LedgerCopy forged in new[]
        {
            genuine with { Entries = [.. genuine.Entries.SkipLast(1)] },
            genuine with { Entries = [.. genuine.Entries.Take(3), .. genuine.Entries.Skip(4)] },
            genuine with { Entries = [.. genuine.Entries.Select((entry, i) => i == 4 ? entry with { At = entry.At + 1 } : entry)] },
            genuine with { Checkpoints = [] },
        })
        {
            await File.WriteAllBytesAsync(copy, forged.Write(), TestContext.Current.CancellationToken);
            (code, output) = await LedgerAsync(copy, "--agreement", agreement);
            Assert.True(code == 1 && output.Contains("REFUSED: the ledger does not hold", StringComparison.Ordinal), output);
        }
    }

    [Fact]
    public async Task A_job_that_was_answered_from_the_record_is_followed_to_the_spend_that_paid_for_its_answer()
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        using PartyKeyFolder advertiser = PartyKeyFolder.Open(CopyOf(world.Advertiser));
        using (GrantRecord record = GrantRecord.Open(room.Agreement, advertiser))
        {
            await GiveAllAsync(room, record, advertiser, await deal.SealAsync(StandardAgreement.Ads));
        }

        JobOutcome first = await room.AskAsync(world.Advertiser, Questions.Overlap);
        JobOutcome again = await room.AskAsync(world.Publisher, Questions.Overlap);
        Assert.Equal(first.Job, again.AnsweredBy);

        string copy = Path.Combine(world.NewFolder("ledger"), "ledger.json");
        (int code, string output) = await LedgerAsync(
            room.Address.ToString(), "--agreement", deal.AgreementFile, "--keys", advertiser.Path, "--job", first.Job.ToString(), again.Job.ToString(), "--save", copy);
        Assert.True(code == 0, output);
        Assert.Contains($"ok  job {again.Job}: answered at entry ", output, StringComparison.Ordinal);
        Assert.Contains("ok  amendments: 0 recorded", output, StringComparison.Ordinal);

        LedgerCopy genuine = LedgerCopy.Parse(await File.ReadAllBytesAsync(copy, TestContext.Current.CancellationToken), copy);
        (_, LedgerAudit? audit) = LedgerCheck.Whole(genuine, room.Agreement);
        VerificationCheck found = LedgerCheck.Job(again.Job, genuine, audit!);
        Assert.True(found.Holds, found.Found);
        Assert.Matches($"^answered at entry [0-9]+, at no cost, with the result of {first.Job}, which is Stored at entries [0-9]+, [0-9]+, [0-9]+ and answers its question since entry [0-9]+$", found.Found);
        Assert.True(LedgerCheck.Job(first.Job, genuine, audit!).Holds);

        // An answer that the tree does not hold, or whose ground it does not hold, proves nothing.
        foreach (LedgerEntryKind kind in new[] { LedgerEntryKind.Reserved, LedgerEntryKind.Stored, LedgerEntryKind.Recorded, LedgerEntryKind.Answered })
        {
            LedgerCopy later = genuine with { Entries = [.. genuine.Entries.Select(entry => entry.Kind == (long)kind ? entry with { At = entry.At + 1 } : entry)] };
            Assert.False(LedgerCheck.Job(again.Job, later, audit!).Holds, kind.ToString());
        }

        LedgerCopy unpaid = genuine with { Entries = [.. genuine.Entries.Select(entry => entry.Kind == (long)LedgerEntryKind.Stored ? entry with { Kind = (long)LedgerEntryKind.Lost } : entry)] };
        Assert.Contains("which is Lost at entries", LedgerCheck.Job(again.Job, unpaid, audit!).Found, StringComparison.Ordinal);
        Assert.False(LedgerCheck.Job(again.Job, unpaid, audit!).Holds);
    }

    [Fact]
    public async Task What_an_instance_did_not_spend_is_the_owners_again()
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        SealedDataset feeds = await deal.SealAsync(StandardAgreement.Feeds);
        await room.FillAsync(StandardAgreement.Ads);
        using PartyKeyFolder publisher = PartyKeyFolder.Open(CopyOf(world.Publisher));
        using GrantRecord record = GrantRecord.Open(room.Agreement, publisher);
        using RoomConnection connection = new(room.Address, await room.InstanceAsync(), publisher);
        IReadOnlyList<GrantedBudget> all = record.Left();
        await GiveAllAsync(room, record, publisher, feeds);
        Assert.All(record.Left(), left => Assert.Equal(0, left.NanoRho));

        Assert.NotNull((await room.AskAsync(world.Advertiser, Questions.Overlap)).SignedResult);
        (ClosingStatement statement, bool isLedgerSeen) = await GrantEnding.EndAsync(record, connection, TestContext.Current.CancellationToken);
        Assert.True(isLedgerSeen);
        Assert.Equal(await room.ReadHeadAsync(), record.SeenHead);
        SpentBudget spent = Assert.Single(statement.Spent);
        Assert.Equal((world.Advertiser.Id, Questions.NanoRho), (spent.Requester, spent.NanoRho));
        Assert.Equal(
            all.Single(budget => budget.Requester == world.Advertiser.Id).NanoRho - Questions.NanoRho,
            record.Left().Single(left => left.Requester == world.Advertiser.Id).NanoRho);

        JobOutcome denied = await room.AskAsync(world.Advertiser, Questions.Segments);
        Assert.StartsWith("denial.grantsClosed", denied.Denial[0], StringComparison.Ordinal);
        Assert.Contains("room.grantsClosed", await room.GrantAsync(feeds), StringComparison.Ordinal);

        // Another instance takes what was given back, and the same statement gives it back once.
        await GrantEnding.EndAsync(record, connection, TestContext.Current.CancellationToken);
        await using TestRoom next = await deal.OpenRoomAsync(room.DataFolder + "-next");
        await GiveAllAsync(next, record, publisher, feeds, startsNewLedger: true);
        Assert.All(record.Left(), left => Assert.Equal(0, left.NanoRho));

        // The older instance's ledger is not the new one; what it states counts all the same, and the head of the new one is kept.
        Assert.False((await GrantEnding.EndAsync(record, connection, TestContext.Current.CancellationToken)).IsLedgerSeen);
        Assert.Equal(await next.ReadHeadAsync(), record.SeenHead);
    }

    [Fact]
    public async Task A_preview_says_what_a_question_costs_and_spends_nothing()
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        await room.FillAsync(StandardAgreement.Ads);
        using RoomConnection connection = await room.ConnectAsync(world.Advertiser);
        JobId id = JobId.Parse("job-preview");
        byte[] job = JobSubmission.Sign(room.Agreement, world.Advertiser, (await room.InstanceAsync()).InstanceId, id, Questions.Overlap);
        LedgerHead before = await room.ReadHeadAsync();
        (IReadOnlyList<string> lines, bool wouldRun) = await JobPreviews.ReadAsync(connection, id, job, TestContext.Current.CancellationToken);
        Assert.True(wouldRun, string.Join('\n', lines));
        Assert.StartsWith("would cost rho 0.5, delta 0: epsilon ", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("± ", StringComparison.Ordinal));
        Assert.Equal(before, await room.ReadHeadAsync());
    }

    [Fact]
    public async Task An_agent_grants_portions_until_its_owners_limit_and_not_to_a_room_that_is_not_acceptable()
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        SealedDataset ads = await deal.SealAsync(StandardAgreement.Ads);
        await room.UploadAsync(ads);
        using PartyKeyFolder owner = PartyKeyFolder.Open(CopyOf(world.Advertiser));
        GrantedBudget portion = new() { Requester = world.Advertiser.Id, NanoRho = Questions.NanoRho, AttoDelta = 0 };
        AgentLimits limits = new() { Portions = [portion], Most = [portion with { NanoRho = 2 * Questions.NanoRho }], Lifetime = TimeSpan.FromHours(1) };
        GrantAgent agent = new(room.Address, room.Agreement, owner, [ads], limits);

        Assert.StartsWith("granted ", Assert.Single(await agent.LookAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.Equal(["everybody has at least a portion; nothing to do"], await agent.LookAsync(TestContext.Current.CancellationToken));
        Assert.NotNull((await room.AskAsync(world.Advertiser, Questions.Overlap)).SignedResult);
        Assert.StartsWith("granted ", Assert.Single(await agent.LookAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.NotNull((await room.AskAsync(world.Advertiser, Questions.NewOverlap())).SignedResult);
        Assert.EndsWith("your limit is reached", Assert.Single(await agent.LookAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.Equal(await room.ReadHeadAsync(), HeadSeen(room, owner));

        GrantAgent elsewhere = new(room.Address, world.Agree().Agreement, owner, [ads], limits);
        ClientException refused = await Assert.ThrowsAsync<ClientException>(() => elsewhere.LookAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("The instance is not acceptable", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_sends_again_what_never_arrived_and_grants_nothing_more_as_long_as_it_cannot()
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        SealedDataset ads = await deal.SealAsync(StandardAgreement.Ads);
        await room.UploadAsync(ads);
        using PartyKeyFolder owner = PartyKeyFolder.Open(CopyOf(world.Advertiser));
        GrantedBudget portion = new() { Requester = world.Advertiser.Id, NanoRho = Questions.NanoRho, AttoDelta = 0 };
        AgentLimits limits = new() { Portions = [portion], Most = [portion with { NanoRho = 2 * Questions.NanoRho }], Lifetime = TimeSpan.FromHours(1) };
        GrantAgent agent = new(room.Address, room.Agreement, owner, [ads], limits);

        // Recorded before it leaves, and then the way to the room failed.
        GrantId lost = await KeepAsync(room, owner, ads, portion, await room.ReadHeadAsync());
        Assert.Equal([$"sent again: grant {lost}, which had not arrived"], await agent.LookAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["everybody has at least a portion; nothing to do"], await agent.LookAsync(TestContext.Current.CancellationToken));
        Assert.NotNull((await room.AskAsync(world.Advertiser, Questions.Overlap)).SignedResult);

        // One that the room will not take: each look says so, and gives away nothing.
        await KeepAsync(room, owner, ads, portion, new LedgerHead { Size = 1_000, Hash = Digest256.Of("a head of another ledger"u8) });
        foreach (int _ in Enumerable.Range(0, 2))
        {
            ClientException refused = await Assert.ThrowsAsync<ClientException>(() => agent.LookAsync(TestContext.Current.CancellationToken));
            Assert.Contains("room.ledgerRolledBack", refused.Message, StringComparison.Ordinal);
        }

        using GrantRecord record = GrantRecord.Open(room.Agreement, owner);
        Assert.Equal(2, record.Grants.Count);
    }

    /// <summary>Records a grant and does not send it.</summary>
    private static async Task<GrantId> KeepAsync(TestRoom room, PartyKeyFolder owner, SealedDataset dataset, GrantedBudget budget, LedgerHead seen)
    {
        using GrantRecord record = GrantRecord.Open(room.Agreement, owner);
        return record.Keep(Granting.Grant(room.Agreement, owner, await room.InstanceAsync(), [dataset], [budget], seen, TimeSpan.FromHours(1))).Document.Id;
    }

    private static LedgerHead? HeadSeen(TestRoom room, PartyKeyFolder owner)
    {
        using GrantRecord record = GrantRecord.Open(room.Agreement, owner);
        return record.SeenHead;
    }

    private async Task<(int Code, string Output)> LedgerAsync(params string[] arguments)
    {
        using ClientProgram program = ClientProgram.Start(world, ["ledger", "verify", .. arguments]);
        return (await program.WaitForEndAsync(), program.Output + program.Errors);
    }

    private static async Task GiveAllAsync(TestRoom room, GrantRecord record, PartyKeyFolder owner, SealedDataset dataset, bool startsNewLedger = false)
    {
        await room.UploadAsync(dataset);
        using RoomConnection connection = new(room.Address, await room.InstanceAsync(), owner);
        GrantOffer offer = new() { Datasets = [dataset], Budgets = record.Left(), Lifetime = TimeSpan.FromHours(1), StartsNewLedger = startsNewLedger };
        await GrantGiving.GiveAsync(room.Agreement, owner, record, await room.InstanceAsync(), connection, offer, TestContext.Current.CancellationToken);
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
