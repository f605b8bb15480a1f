using System.Text.Json.Nodes;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Walk;

/// <summary>
/// docs/own-data.md, typed from top to bottom by two owners and an operator: what the page says happens. Then what the verbs
/// have to refuse, on the same room.
/// </summary>
public sealed class OwnDataTests(TestWorld world) : IAsyncDisposable
{
    private readonly PageWalk _walk = new(world);

    public ValueTask DisposeAsync() => _walk.DisposeAsync();

    [Fact]
    public async Task The_page_can_be_typed_from_top_to_bottom_and_the_verbs_refuse_what_they_must()
    {
        await _walk.TypeAsync("own-data.md", "advertiser", rows: 4_000, KeepModelsFromThePublisher);
        CheckAnswers();
        await RefusesAQuestionOutsideTheAgreementAsync();
        await RefusesAReaderWhoIsNotEntitledAsync();
        await ResumesAnUploadAsync();
        await KeepsItsRecordOfGrantsAsync();
        await RefusesARoomThatIsNotAcceptableAsync();
        HoldsNoSecretInWhatWasWritten();
    }

    private WalkShell Publisher => _walk.Publisher;

    private WalkShell Advertiser => _walk.Advertiser;

    private WalkShell Operator => _walk.Operator;

    /// <summary>Edits as owners make them, so that there is a result which one of them may not read, and one table with two keys.</summary>
    private static void KeepModelsFromThePublisher(string draft)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(draft))!;
        root["datasets"]!.AsArray().Single(dataset => (string?)dataset!["owner"] == "publisher")!["dualRelease"] = true;
        root["queries"]!.AsArray().Single(terms => (string?)terms!["id"] == "clicks")!["recipients"] = new JsonArray("advertiser");
        File.WriteAllText(draft, root.ToJsonString());
    }

    private void CheckAnswers()
    {
        Assert.Contains("match rate ", OutputOf("--query overlap.json"), StringComparison.Ordinal);
        Assert.Matches("group +impressions +clicks +ctr", OutputOf("--query segments.json"));
        Assert.Contains("predicting advertiser-ads.label", OutputOf("--query model.json"), StringComparison.Ordinal);
        Assert.All(new[] { "--query overlap.json", "--query segments.json", "--query model.json" }, query => Assert.Contains("\nverified (", OutputOf(query), StringComparison.Ordinal));
        Assert.Contains("every person in any of the tables", OutputOf("verify model.cose"), StringComparison.Ordinal);
        Assert.Contains("of 1,000 people it moves them by ", OutputOf("rows.json --preview"), StringComparison.Ordinal);
        Assert.Contains("the rows that were signed", OutputOf("synth check rows.csv"), StringComparison.Ordinal);
        Assert.Equal(5001, File.ReadAllLines(Advertiser.At("rows.csv")).Length);
        Assert.Equal(File.ReadAllBytes(Advertiser.At("segments.cose")), File.ReadAllBytes(Publisher.At("segments.cose")));
    }

    private async Task RefusesAQuestionOutsideTheAgreementAsync()
    {
        await File.WriteAllTextAsync(Advertiser.At("dear.json"), """{"kind":"overlap","terms":"overlap","nanoRho":20000001}""", TestContext.Current.CancellationToken);
        string ask = "cleanroom ask $ROOM --agreement agreement.cose --keys keys --out none.cose --query ";
        string said = await Advertiser.RefusesAsync(ask + "dear.json", 1, "was not sent and nothing is spent");
        Assert.Contains("ParameterOutsideTerms: nanoRho is 20000001, wanted 1000 to 20000000", said, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Advertiser.At("typo.json"), """{"kind":"overlap","terms":"overlp","nanoRho":1000000}""", TestContext.Current.CancellationToken);
        await Advertiser.RefusesAsync(ask + "typo.json", 1, "did you mean 'overlap'?");
        Assert.False(File.Exists(Advertiser.At("none.cose")));

        // The publisher may not ask for segments, whatever its parameters are.
        File.Copy(Advertiser.At("segments.json"), Publisher.At("segments.json"));
        await Publisher.RefusesAsync(ask + "segments.json", 1, "RequesterNotAllowed");
    }

    private async Task RefusesAReaderWhoIsNotEntitledAsync()
    {
        await Publisher.RefusesAsync(Read("keys"), 1, "403 room.notEntitled");
        await Publisher.DoAsync("cleanroom keys init --party publisher --name Mallory --out mallory");
        await Publisher.RefusesAsync(Read("mallory"), 1, "401 request.");
        Assert.False(File.Exists(Publisher.At("none.cose")));

        static string Read(string keys) => $"cleanroom result $ROOM --agreement agreement.cose --keys {keys} --job first-model --out none.cose";
    }

    private async Task ResumesAnUploadAsync()
    {
        const string Upload = "cleanroom upload $ROOM --agreement agreement.cose --keys keys --manifest sealed/advertiser-ads-v1.manifest.cose";
        string whole = Advertiser.At("sealed/advertiser-ads-v1.parquet");
        string arrived = Operator.At("room/ciphertext/advertiser-ads.1.parquet");

        // As the operator's disk is when the connection breaks off in the middle.
        await using (FileStream file = new(arrived, FileMode.Open))
        {
            file.SetLength(1000);
        }

        Assert.Contains("1 kB of them from before", await Advertiser.DoAsync(Upload), StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(arrived, TestContext.Current.CancellationToken));
    }

    private async Task KeepsItsRecordOfGrantsAsync()
    {
        await Advertiser.RefusesAsync(Grant("agreement.cose", "sealed") + " publisher=0.04", 1, "That is more than the agreement allows 'publisher' in total");
        Assert.Contains("sent again: grant g-", await Advertiser.DoAsync("cleanroom grant $ROOM --agreement agreement.cose --keys keys --resend"), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Advertiser.At("keys/granted"), "*.grant.cose", SearchOption.AllDirectories));
        Assert.Single(Directory.GetFiles(Advertiser.At("keys/granted"), "ledger-head.json", SearchOption.AllDirectories));
    }

    /// <summary>Both sign for a workload that this room is not: neither judges it acceptable, and no grant is even recorded.</summary>
    private async Task RefusesARoomThatIsNotAcceptableAsync()
    {
        await Publisher.DoAsync($"cleanroom agreement draft draft.json --host-data {new string('a', 64)} --kek advertiser-ads=$VAULT/keys/other --out other.json");
        await Publisher.DoAsync("cleanroom agreement sign other.json --keys keys --out ../advertiser/half.cose");
        await Advertiser.DoAsync("cleanroom agreement sign half.cose --keys keys --out other.cose");
        await Advertiser.RefusesAsync("cleanroom appraise $ROOM --agreement other.cose", 1, "NO  host_data");
        await Advertiser.DoAsync("cleanroom encrypt tables/ads.csv --agreement other.cose --dataset advertiser-ads --version 1 --keys keys --out other");
        await Publisher.RefusesAsync(
            "cleanroom kek create --agreement ../advertiser/other.cose --dataset publisher-feeds", 1, "A key serves one agreement: draft this one with a name of its own");
        await Advertiser.RefusesAsync(Grant("other.cose", "other"), 1, "The instance is not acceptable:\nNO  host_data");
        Assert.Single(Directory.GetFiles(Advertiser.At("keys/granted"), "*.grant.cose", SearchOption.AllDirectories));
    }

    /// <summary>Region, room and every verb wrote into these shells; none of it is a key, a token or a signature, in whatever encoding.</summary>
    private void HoldsNoSecretInWhatWasWritten()
    {
        string written = _walk.Written;
        Assert.Contains("ready", written, StringComparison.Ordinal);
        Assert.Contains("job ", written, StringComparison.Ordinal);
        KnownSecrets secrets = KnownSecrets.Of(Operator.At("region"), [Publisher.At("keys"), Advertiser.At("keys")], [Publisher.At("sealed"), Advertiser.At("sealed")]);
        Assert.InRange(secrets.Count, 20, 10_000);
        Assert.Empty(secrets.FindIn(written));
        Assert.Single(Directory.GetFiles(Publisher.At("keys"), "*.share", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Advertiser.At("keys"), "*.share", SearchOption.AllDirectories));
    }

    private static string Grant(string agreement, string folder) =>
        $"cleanroom grant $ROOM --agreement {agreement} --keys keys --manifest {folder}/advertiser-ads-v1.manifest.cose --rho advertiser=0.01";

    private string OutputOf(string part) => _walk.OutputOf(part);
}
