using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.DataOwnerClient.Verbs;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>A private model over the wire: trained, handed over, scored with by whom it was released to, and by nobody else; and no other model has a way out.</summary>
public sealed class PrivateModelTests(TestWorld world)
{
    private static readonly TermsId s_ctr = TermsId.Parse("ctr");
    private static readonly TermsId s_semi = TermsId.Parse("semi");
    private static readonly TermsId s_hybrid = TermsId.Parse("hybrid");

    private static PrivateModelQuery Ask { get; } = new()
    {
        Terms = s_ctr,
        NanoRho = StandardAgreement.MaximumNanoRho,
        Model = PrivateModelKind.Additive,
        Rounds = 4,
        ClipPercent = 100,
        CalibrationPermille = 100,
        QualityPermille = 300,
        Compare = true,
        Segments = [],
    };

    [Fact]
    public async Task A_released_model_is_written_to_files_and_scores_rows_of_whom_it_was_released_to()
    {
        await using TestRoom room = await OpenAsync();
        JobOutcome outcome = await room.AskAsync(world.Advertiser, Ask);
        ResultVerification verification = Verify(room, outcome);
        PrivateModelAnswer answer = Assert.IsType<PrivateModelAnswer>(verification.Result!.Answer);
        Assert.Equal(VerificationVerdict.Verified, verification.Verdict);
        Assert.Contains(AnswerText.Write(verification.Result), line => line.Contains("To rank advertisements.", StringComparison.Ordinal));

        string file = Path.Combine(world.NewFolder("model"), "model.txt");
        ModelFiles.Write(verification, file);
        Assert.Equal(answer.Model.Text, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal("To rank advertisements.", JsonElement.Parse(await File.ReadAllBytesAsync($"{file}.card.json", TestContext.Current.CancellationToken)).GetProperty("card").GetProperty("intendedUse").GetString());

        using RoomConnection connection = await room.ConnectAsync(world.Advertiser);
        string model = await HandInAsync(connection, outcome.SignedResult!);
        string device = answer.Model.Features.Single(feature => feature.Column.Column == "device").Name;
        double[] alone = await ScoreAsync(connection, model, $$"""{"rows": [{"{{device}}": "phone"}, {"{{device}}": "desk"}, {"{{device}}": "fridge"}, {"{{device}}": null}]}""");
        IReadOnlyList<string> devices = Assert.IsType<CategoryDomain>(answer.Model.Features.Single(feature => feature.Name == device).Domain).Values;
        IReadOnlyList<double> curve = answer.Model.Curves[answer.Model.Features.Index().Single(feature => feature.Item.Name == device).Index].Values;
        Assert.Equal(curve[devices.Index().Single(each => each.Item == "phone").Index] - curve[devices.Index().Single(each => each.Item == "desk").Index], alone[0] - alone[1], 9);
        Assert.Equal(alone[2], alone[3]);

        // The same rows by the library, named and as an array of numbers.
        using RoomClient client = await RoomClient.ConnectAsync(room.Address, room.Agreement, world.Advertiser.Path, TestContext.Current.CancellationToken);
        using RoomModel opened = await client.OpenModelAsync(outcome.SignedResult, TestContext.Current.CancellationToken);
        Assert.Equal(alone, await opened.ScoreAsync([Row("phone"), Row("desk"), Row("fridge"), Row(null)], TestContext.Current.CancellationToken));
        double[] numbers = [.. new[] { "phone", "desk", "fridge", "" }.SelectMany(value => answer.Model.Features.Select(feature => feature.Name == device ? devices.ToList().IndexOf(value) : double.NaN))];
        Assert.Equal(alone, await opened.ScoreAsync(numbers, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentException>(() => opened.ScoreAsync(numbers.AsMemory(1), TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentException>(() => opened.ScoreAsync(Array.Empty<Dictionary<string, string?>>(), TestContext.Current.CancellationToken));
        await opened.WithdrawAsync(TestContext.Current.CancellationToken);
        ClientException gone = await Assert.ThrowsAsync<ClientException>(() => opened.ScoreAsync(numbers, TestContext.Current.CancellationToken));
        Assert.Contains("the model was withdrawn", gone.Message, StringComparison.Ordinal);
        Assert.Contains("401 request.unknownSigner", gone.Message, StringComparison.Ordinal);

        Dictionary<string, string?> Row(string? value) => new() { [device] = value };
    }

    [Fact]
    public async Task Whom_a_model_was_not_released_to_and_what_releases_no_model_are_refused()
    {
        await using TestRoom room = await OpenAsync();
        JobOutcome outcome = await room.AskAsync(world.Advertiser, Ask with { Compare = false });
        byte[] result = outcome.SignedResult!;
        Assert.StartsWith("403 room.notEntitled", await room.TryAsync(world.Publisher, HttpMethod.Post, "/models", result), StringComparison.Ordinal);
        byte[] changed = [.. result];
        changed[^1] ^= 1;
        Assert.StartsWith("422 room.modelRefused", await room.TryAsync(world.Advertiser, HttpMethod.Post, "/models", changed), StringComparison.Ordinal);

        // A model that was trained without privacy shapes figures alone: its result holds nothing to score with, or to write.
        JobOutcome unprotected = await room.AskAsync(world.Advertiser, Questions.Model);
        Assert.StartsWith("422 room.modelRefused", await room.TryAsync(world.Advertiser, HttpMethod.Post, "/models", unprotected.SignedResult), StringComparison.Ordinal);
        Assert.DoesNotContain("tree_sizes", Encoding.UTF8.GetString(unprotected.SignedResult!), StringComparison.Ordinal);
        Assert.Throws<ClientException>(() => ModelFiles.Write(Verify(room, unprotected), world.NewPath("model")));

        using RoomConnection advertiser = await room.ConnectAsync(world.Advertiser);
        string model = await HandInAsync(advertiser, result);
        Assert.StartsWith("404 room.notFound", await room.TryAsync(world.Publisher, HttpMethod.Post, $"/models/{model}/scores", "{\"rows\": [{}]}"u8.ToArray()), StringComparison.Ordinal);
        Assert.StartsWith("401 request.unknownSigner", await room.TryAsync(world.Stranger, HttpMethod.Post, $"/models/{model}/scores", "{\"rows\": [{}]}"u8.ToArray()), StringComparison.Ordinal);
        foreach (string body in new[] { "", "{}", "{\"rows\": []}", "{\"rows\": [1]}", "{\"rows\": [{\"nothing\": 1}]}", "{\"rows\": [{\"nothing\"" })
        {
            Assert.StartsWith("400 room.parameterMalformed", await room.TryAsync(world.Advertiser, HttpMethod.Post, $"/models/{model}/scores", Encoding.UTF8.GetBytes(body)), StringComparison.Ordinal);
        }

        Assert.StartsWith("400 room.parameterMalformed", await room.TryAsync(world.Advertiser, HttpMethod.Post, $"/models/{model}/batches", new byte[5]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_holds_towards_one_party_alone_names_it_and_enters_no_record()
    {
        await using TestRoom room = await OpenAsync();
        PrivateModelQuery question = Ask with { Terms = s_semi, Compare = false };
        JobOutcome first = await room.AskAsync(world.Publisher, question);
        Result result = Verify(room, first, world.Publisher).Result!;
        Assert.Equal([world.Publisher.Id], result.Recipients);
        Assert.Equal([world.Publisher.Id], Assert.IsType<PrivateModelAnswer>(result.Answer).TowardsOnly);
        Assert.Equal(PrivacyTerms.NeighboursToward(world.Publisher.Id), result.Privacy.Neighbours);
        Assert.Contains($"towards {world.Publisher.Id} alone", result.Answer.Covers, StringComparison.Ordinal);

        // Asked again it is computed again: nothing is answered from what was released to one.
        JobOutcome again = await room.AskAsync(world.Publisher, question);
        Assert.Null(again.AnsweredBy);
        Assert.NotEqual(first.SignedResult, again.SignedResult);
        Assert.Contains("requesterNotAllowed", string.Join(' ', (await room.AskAsync(world.Advertiser, question)).Denial), StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("403", await room.TryAsync(world.Advertiser, HttpMethod.Get, $"/jobs/{first.Job}/result"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partners_columns_are_protected_and_what_they_leave_open_is_found_beside_what_the_asker_knows()
    {
        await using TestRoom room = await OpenAsync();
        JobOutcome outcome = await room.AskAsync(world.Publisher, Ask with { Terms = s_hybrid, SelectionPermille = 200, AttoDelta = 1_000_000_000 });
        Result result = Verify(room, outcome, world.Publisher).Result!;
        PrivateModelAnswer answer = Assert.IsType<PrivateModelAnswer>(result.Answer);
        Assert.Equal([world.Publisher.Id], answer.TowardsOnly);
        Assert.Contains("their outcomes and other columns", result.Answer.Covers, StringComparison.Ordinal);
        Assert.Equal(DomainSource.Selected, answer.Model.Features.Single(feature => feature.Column.Column == "slot").Source);
        Assert.InRange(result.Privacy.AttoDelta, 1, 1_000_000_000);
        Assert.NotEmpty(answer.Comparison);
    }

    private static async Task<string> HandInAsync(RoomConnection connection, byte[] result)
    {
        using HttpResponseMessage response = await connection.SendAsync(HttpMethod.Post, "/models", result, TestContext.Current.CancellationToken);
        await RoomAnswer.RequireSuccessAsync(response, "hand in", TestContext.Current.CancellationToken);
        return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).GetProperty("model").GetString()!;
    }

    private static async Task<double[]> ScoreAsync(RoomConnection connection, string model, string rows)
    {
        using HttpResponseMessage response = await connection.SendAsync(HttpMethod.Post, $"/models/{model}/scores", Encoding.UTF8.GetBytes(rows), TestContext.Current.CancellationToken);
        await RoomAnswer.RequireSuccessAsync(response, "score", TestContext.Current.CancellationToken);
        return [.. JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).GetProperty("logOdds").EnumerateArray().Select(score => score.GetDouble())];
    }

    private ResultVerification Verify(TestRoom room, JobOutcome outcome, PartyKeyFolder? reader = null)
    {
        PartyKeyFolder party = reader ?? world.Advertiser;
        Assert.True(outcome.SignedResult is not null, string.Join('\n', outcome.Denial));
        return ResultVerifier.Verify(outcome.SignedResult, room.Agreement, AgreementAnchor.HeldKeys([party.SigningKey.Thumbprint], party.Path), ExpectedJob.Any);
    }

    private async Task<TestRoom> OpenAsync()
    {
        Deal deal = world.Agree(standard => standard with
        {
            Datasets =
            [
                WithDomains(standard.Datasets[0], ("device", new VocabularyDomain { Values = ["desk", "phone"] }), ("visits", new RangeDomain { Minimum = 0, Maximum = 20 })),
                WithDomains(standard.Datasets[1], ("price", new RangeDomain { Minimum = 0, Maximum = 5 })),
            ],
            Queries = [.. standard.Queries, Terms(), SemiSensitive(), Hybrid()],
        });
        TestRoom room = await deal.OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        await room.FillAsync(StandardAgreement.Ads);
        return room;
    }

    private static DatasetTerms WithDomains(DatasetTerms dataset, params (string Column, ColumnDomain Domain)[] domains) => dataset with
    {
        Columns = [.. dataset.Columns.Select(column => domains.FirstOrDefault(each => each.Column == column.Name).Domain is { } domain ? column with { Domain = domain } : column)],
    };

    private PrivateModelTerms Terms() => new()
    {
        Id = s_ctr,
        Requesters = [world.Advertiser.Id],
        Recipients = [world.Advertiser.Id],
        MaximumNanoRho = StandardAgreement.MaximumNanoRho,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Rows = StandardAgreement.Ads,
        Partner = StandardAgreement.Feeds,
        Label = Column(StandardAgreement.Ads, "label"),
        Features =
        [
            Column(StandardAgreement.Ads, "slot"), Column(StandardAgreement.Ads, "price"), Column(StandardAgreement.Feeds, "device"), Column(StandardAgreement.Feeds, "visits"),
        ],
        Kinds = [PrivateModelKind.Additive, PrivateModelKind.Logistic],
        Protects = ProtectedPeople.Everybody,
        HeldOutPercent = 40,
        RowsPerPerson = 2,
        ScoreBins = 16,
        HashBuckets = 16,
        MaximumRounds = 10,
        Segments = [],
        IntendedUse = "To rank advertisements.",
    };

    private PrivateModelTerms SemiSensitive() => Terms() with
    {
        Id = s_semi,
        Requesters = [world.Publisher.Id],
        Recipients = [world.Publisher.Id],
        Rows = StandardAgreement.Feeds,
        Partner = StandardAgreement.Ads,
        Features = [Column(StandardAgreement.Feeds, "device"), Column(StandardAgreement.Feeds, "visits")],
        Protects = ProtectedPeople.Partner,
    };

    private PrivateModelTerms Hybrid() => SemiSensitive() with
    {
        Id = s_hybrid,
        MaximumAttoDelta = 1_000_000_000,
        Features = [.. SemiSensitive().Features, Column(StandardAgreement.Ads, "slot"), Column(StandardAgreement.Ads, "price")],
    };

    private static ColumnReference Column(DatasetId dataset, string column) => new() { Dataset = dataset, Column = column };
}
