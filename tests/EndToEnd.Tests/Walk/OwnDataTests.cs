using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Walk;

/// <summary>
/// docs/own-data.md, typed from top to bottom by two owners and an operator: what the page says happens. Then what the verbs
/// have to refuse, on the same room.
/// </summary>
public sealed class OwnDataTests(TestWorld world)
{
    private const string PageRoom = "https://127.0.0.1:8443";

    // Small tables, because it is the commands that are tested; the page's are large enough for a model to show.
    private const string PageRows = "--rows 20000";
    private const string Rows = "--rows 4000";

    private readonly Dictionary<string, WalkShell> _shells = [];
    private readonly Dictionary<string, string> _outputs = [];
    private readonly List<WalkShell> _terminals = [];

    [Fact]
    public async Task The_page_can_be_typed_from_top_to_bottom_and_the_verbs_refuse_what_they_must()
    {
        string folder = world.NewFolder("walk");
        try
        {
            await TypeAsync(folder);
            CheckAnswers();
            await RefusesAQuestionOutsideTheAgreementAsync();
            await RefusesAReaderWhoIsNotEntitledAsync();
            await ResumesAnUploadAsync();
            await KeepsItsRecordOfGrantsAsync();
            await RefusesARoomThatIsNotAcceptableAsync();
            HoldsNoSecretInWhatWasWritten();
        }
        finally
        {
            foreach (WalkShell shell in _terminals.AsEnumerable().Reverse().Concat(_shells.Values))
            {
                await shell.DisposeAsync();
            }
        }
    }

    private WalkShell Publisher => _shells["publisher"];

    private WalkShell Advertiser => _shells["advertiser"];

    private WalkShell Operator => _shells["operator"];

    private async Task TypeAsync(string folder)
    {
        string page = await File.ReadAllTextAsync(Repository.PathTo("docs", "own-data.md"), TestContext.Current.CancellationToken);
        IReadOnlyList<WalkBlock> blocks = WalkBlock.Read(Replace(Replace(page, PageRoom, $"https://127.0.0.1:{FreePort()}"), PageRows, Rows));
        foreach (string who in new[] { "publisher", "advertiser", "operator" })
        {
            _shells.Add(who, new WalkShell(world, Path.Combine(folder, who)));
        }

        foreach (WalkBlock block in blocks)
        {
            await TypeAsync(block);
        }
    }

    private async Task TypeAsync(WalkBlock block)
    {
        WalkShell shell = _shells[block.Who];
        if (block.File is not null)
        {
            await File.WriteAllLinesAsync(shell.At(block.File), block.Lines, TestContext.Current.CancellationToken);
        }
        else if (block.StaysUp)
        {
            WalkShell terminal = new(world, shell.Folder);
            _terminals.Add(terminal);
            await terminal.StartAsync(Assert.Single(block.Lines));
        }
        else
        {
            foreach (string command in block.Lines)
            {
                _outputs[command] = await shell.DoAsync(command);
                if (command.StartsWith("cleanroom agreement draft ", StringComparison.Ordinal))
                {
                    KeepModelsFromThePublisher(shell.At("draft.json"));
                }
            }
        }
    }

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
        string written = string.Concat(_terminals.Concat(_shells.Values).Select(shell => shell.Written));
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

    private string OutputOf(string part) => _outputs.Single(pair => pair.Key.Contains(part, StringComparison.Ordinal)).Value;

    private static string Replace(string page, string what, string with)
    {
        Assert.Contains(what, page, StringComparison.Ordinal);
        return page.Replace(what, with, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
