using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.EndToEnd.Tests.Walk;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary><c>cleanroom synth</c> as a program: from the preview to a table on disk and its check, interrupted in the middle.</summary>
public sealed class SynthCommandTests(TestWorld world)
{
    private const long AnswerAfterSeconds = 6;
    private const string Query = """
        {"kind": "synthetic", "terms": "synthetic", "nanoRho": 500000000, "attoDelta": 100000000000, "dependences": "adaptive", "rows": 700,
         "columns": [{"dataset": "feeds", "column": "device"}, {"dataset": "feeds", "column": "visits"}, {"dataset": "ads", "column": "slot"}, {"dataset": "ads", "column": "label"}],
         "utility": [{"dataset": "ads", "column": "label"}]}
        """;

    [Fact]
    public async Task Rows_come_from_a_preview_to_a_checked_file_whatever_interrupts_it_and_are_paid_for_once()
    {
        await using TestRoom room = await OpenAsync();
        await using WalkShell shell = new(world, world.NewFolder("synth"));
        await File.WriteAllTextAsync(shell.At("query.json"), Query, TestContext.Current.CancellationToken);
        string party = $"--agreement {room.Deal.AgreementFile} --keys {world.Advertiser.Path}";
        string synth = $"cleanroom synth {room.Address} {party} --query query.json --out rows.parquet";

        string preview = await shell.DoAsync(synth + " --preview");
        Assert.Contains("would cost rho 0.5,", preview, StringComparison.Ordinal);
        Assert.Matches("feeds.visits +6 +± [0-9]", preview);
        Assert.Matches("of 1,000 people it moves them by 12\\.3 and 14\\.1 % points", preview);
        Assert.Matches("predicting ads.label: .* within ± 18 each", preview);
        Assert.Contains("run time: the answer leaves 6 s after the spend, whatever the data", preview, StringComparison.Ordinal);
        await shell.RefusesAsync(synth, 2, "so nothing was sent and nothing is spent. --yes says it");
        Assert.Equal(["query.json"], Directory.EnumerateFiles(shell.Folder).Select(Path.GetFileName));

        await InterruptAsync(room, shell);
        await shell.RefusesAsync($"cleanroom synth {room.Address} {party} --query other.json --out rows.parquet --yes", 2, "There is no file other.json");
        await File.WriteAllTextAsync(shell.At("other.json"), Query.Replace("700", "701", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await shell.RefusesAsync($"cleanroom synth {room.Address} {party} --query other.json --out rows.parquet --yes", 2, "was begun with another question");
        Assert.Contains("was begun before: it is not asked, and not paid for, again", await shell.DoAsync(synth), StringComparison.Ordinal);
        Assert.Equal(
            ["other.json", "query.json", "rows.parquet", "rows.parquet.manifest.cose"], Directory.EnumerateFiles(shell.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await shell.RefusesAsync(synth + " --yes", 2, "exists already and is not written over");
        await ChecksAsync(room, shell, party);

        // Two questions of the same price were answered, whatever was asked how often.
        Assert.Matches("publisher +90 +1 +", await shell.DoAsync($"cleanroom synth {room.Address} {party} --query query.json --preview"));
    }

    private async Task InterruptAsync(TestRoom room, WalkShell shell)
    {
        using ClientProgram program = ClientProgram.Start(
            world,
            [
                "synth", room.Address.ToString(), "--agreement", room.Deal.AgreementFile, "--keys", world.Advertiser.Path, "--query", shell.At("query.json"), "--out", shell.At("rows.parquet"), "--yes",
            ]);
        await program.WaitForLineAsync("job ");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        program.Send(ClientProgram.Terminate);
        Assert.Equal(143, await program.WaitForEndAsync());
        Assert.Contains("nothing of it is lost: the same command waits for it again", program.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(shell.At("rows.parquet.job.json")));
        Assert.False(File.Exists(shell.At("rows.parquet")));
    }

    private static async Task ChecksAsync(TestRoom room, WalkShell shell, string party)
    {
        Assert.Contains("the rows that were signed", await shell.DoAsync($"cleanroom synth check rows.parquet {party}"), StringComparison.Ordinal);

        // The same question for another file costs nothing, and is the same table in another form; so is what is written from the manifest.
        Assert.Contains("at no cost", await shell.DoAsync($"cleanroom synth {room.Address} {party} --query query.json --out rows.csv --report report.html --yes"), StringComparison.Ordinal);
        Assert.Contains("Content-Security-Policy", await File.ReadAllTextAsync(shell.At("report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await shell.DoAsync($"cleanroom synth check rows.csv --manifest rows.parquet.manifest.cose {party}");
        string written = await shell.DoAsync($"cleanroom synth write rows.parquet.manifest.cose --out again.csv {party}");
        string csv = await File.ReadAllTextAsync(shell.At("rows.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(csv, await File.ReadAllTextAsync(shell.At("again.csv"), TestContext.Current.CancellationToken));
        Assert.Equal(700, csv.Split('\n').Length - 2);

        // Which slots there are nobody has made public: they were chosen, and paid for. All others are the empty text.
        Assert.Subset(new HashSet<string>(["side", "top", "\"\""]), csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.Split(',')[2]).ToHashSet());
        Assert.Matches("feeds.visits +6 *\n +ads.slot +[123] *\n +ads.label +2 *\n", written);
        Assert.Contains("predicting ads.label for people who were held out: AUC ", written, StringComparison.Ordinal);

        // A changed cell, a changed manifest, and the manifest of other rows.
        int cell = csv.IndexOf("desk", StringComparison.Ordinal);
        await File.WriteAllTextAsync(shell.At("rows.csv"), csv[..cell] + "disk" + csv[(cell + 4)..], TestContext.Current.CancellationToken);
        await shell.RefusesAsync($"cleanroom synth check rows.csv {party}", 1, "(OtherCell): in row ");
        await shell.DoAsync($"cleanroom synth {room.Address} {party} --query other.json --out other.parquet --yes");
        await shell.RefusesAsync($"cleanroom synth check rows.parquet --manifest other.parquet.manifest.cose {party}", 1, "(OtherNumberOfRows): it has 700 rows; signed are 701");
        byte[] manifest = await File.ReadAllBytesAsync(shell.At("rows.parquet.manifest.cose"), TestContext.Current.CancellationToken);
        manifest[manifest.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(shell.At("rows.parquet.manifest.cose"), manifest, TestContext.Current.CancellationToken);
        await shell.RefusesAsync($"cleanroom synth check rows.parquet {party}", 1, "REFUSED: do not use these numbers");
        await shell.RefusesAsync($"cleanroom synth check other.parquet --agreement {room.Deal.AgreementFile} --agreement-hash {new string('a', 64)}", 3, "unanchored");
    }

    private async Task<TestRoom> OpenAsync()
    {
        Deal deal = world.Agree(standard => standard with
        {
            Datasets =
            [
                WithDomains(standard.Datasets[0], ("device", new VocabularyDomain { Values = ["desk", "phone"] }), ("visits", new RangeDomain { Minimum = 0, Maximum = 19 })),
                standard.Datasets[1],
            ],
            Queries = [Terms()],
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

    private SyntheticTerms Terms() => new()
    {
        Id = TermsId.Parse("synthetic"),
        Requesters = [world.Advertiser.Id],
        Recipients = [world.Advertiser.Id],
        MaximumNanoRho = StandardAgreement.MaximumNanoRho,
        MaximumAttoDelta = StandardAgreement.BudgetAttoDelta / 3,
        AnswerAfterSeconds = AnswerAfterSeconds,
        Rows = StandardAgreement.Ads,
        Joined = [StandardAgreement.Feeds],
        Columns =
        [
            Column(StandardAgreement.Feeds, "device"), Column(StandardAgreement.Feeds, "visits", bins: 5), Column(StandardAgreement.Ads, "slot", chosen: 2), Column(StandardAgreement.Ads, "label"),
        ],
        Impossible = [],
        RowsPerPerson = 2,
        MaximumRows = 1000,
        MaximumAdvantagePermille = 1000,
        MaximumSinglingOutPermille = 1000,
    };

    private static SyntheticColumn Column(DatasetId dataset, string column, int bins = 0, int chosen = 0) =>
        new() { Column = new ColumnReference { Dataset = dataset, Column = column }, Bins = bins, Chosen = chosen };
}
