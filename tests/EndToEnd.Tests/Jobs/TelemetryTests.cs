using System.Text;
using System.Text.RegularExpressions;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>Everything that leaves a room for its operator's collector, byte for byte: only what docs/telemetry.md lists, and nothing of anybody's table.</summary>
public sealed partial class TelemetryTests(TestWorld world)
{
    private const ulong Tick = 250_000_000;

    private static readonly string s_page = File.ReadAllText(Repository.PathTo("docs", "telemetry.md"));

    [Fact]
    public async Task A_collector_receives_what_the_page_lists_and_nothing_of_the_tables()
    {
        await using Collector collector = await Collector.StartAsync();
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync(null, null, ("CLEANROOM_OTLP", collector.Address.ToString()));
        await room.FillAsync(StandardAgreement.Feeds);
        Assert.StartsWith("denial.manifestMissing", Assert.Single((await room.AskAsync(world.Advertiser, Questions.NewOverlap())).Denial, reason => reason.Contains("manifest", StringComparison.Ordinal)), StringComparison.Ordinal);
        await room.FillAsync(StandardAgreement.Ads);
        Assert.NotNull((await room.AskAsync(world.Advertiser, Questions.Segments)).SignedResult);
        Assert.NotEqual("", await room.TryAsync(world.Stranger, HttpMethod.Get, "/ledger"));
        ClientProgram.Send(room.ProcessId, ClientProgram.Terminate);
        await room.WaitForEndAsync();

        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], collector.Received.Select(sent => sent.Path).Distinct().Order(StringComparer.Ordinal));
        foreach ((string path, byte[] body) in collector.Received)
        {
            CheckResource(new ProtobufMessage(body), room);
            foreach (string secret in (string[])["person2", "person3", "phone", "desk", "side", "user_id", "device", "person@"])
            {
                Assert.DoesNotContain(secret, Encoding.Latin1.GetString(body), StringComparison.OrdinalIgnoreCase);
            }

            foreach (ProtobufMessage scope in new ProtobufMessage(body).Messages(1).SelectMany(resource => resource.Messages(2)))
            {
                Check(path, scope);
            }
        }

        string[] metrics = [.. collector.Received.Where(sent => sent.Path == "/v1/metrics").SelectMany(sent => new ProtobufMessage(sent.Body).Messages(1))
            .SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2)).Select(metric => metric.Text(1)).Distinct().Order(StringComparer.Ordinal)];
        Assert.Equal(Listed("metric").Order(StringComparer.Ordinal), metrics);
    }

    private static void Check(string path, ProtobufMessage scope)
    {
        foreach (ProtobufMessage sent in scope.Messages(2))
        {
            switch (path)
            {
                case "/v1/metrics":
                    CheckMetric(sent);
                    break;
                case "/v1/traces":
                    CheckSpan(sent);
                    break;
                default:
                    CheckLine(sent);
                    break;
            }
        }
    }

    private static void CheckResource(ProtobufMessage request, TestRoom room)
    {
        foreach (ProtobufMessage resource in request.Messages(1).SelectMany(all => all.Messages(1)))
        {
            Assert.Equal(["service.name", "service.instance.id", "cleanroom.agreement"], resource.Attributes(1).Select(pair => pair.Key));
            Assert.Contains(("cleanroom.agreement", room.Agreement.Hash.ToString()), resource.Attributes(1));
        }
    }

    /// <summary>A gauge or a sum: 5 and 7. There is no histogram (9, 10) and no summary (11), which would hold durations.</summary>
    private static void CheckMetric(ProtobufMessage metric)
    {
        string name = metric.Text(1);
        string row = s_page.Split('\n').Single(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));
        Assert.DoesNotContain(metric.Fields, field => field is 9 or 10 or 11);
        foreach (ProtobufMessage point in metric.Messages(5).Concat(metric.Messages(7)).SelectMany(data => data.Messages(1)))
        {
            Assert.DoesNotContain(5, point.Fields);
            foreach ((string key, string value) in point.Attributes(7))
            {
                Assert.Contains($"`{key}`", row, StringComparison.Ordinal);
                Assert.Matches(Value(key), value);
            }
        }
    }

    /// <summary>On ticks, without events, links or a caller's context, and never of a step that sees rows.</summary>
    private static void CheckSpan(ProtobufMessage span)
    {
        Assert.Contains($"| `{span.Text(5)}` |", s_page, StringComparison.Ordinal);
        Assert.Equal((0UL, 0UL), (span.Number(7) % Tick, span.Number(8) % Tick));
        Assert.DoesNotContain(span.Fields, field => field is 3 or 11 or 13);
        foreach ((string key, string value) in span.Attributes(9))
        {
            Assert.Matches(key == "cleanroom.job.id" ? "^job-[0-9a-f]{32}$" : "^(Paid|Ended)$", value);
        }
    }

    private static void CheckLine(ProtobufMessage line)
    {
        foreach ((string key, string value) in line.Attributes(6))
        {
            Assert.Matches("^(Instance|Agreement|Warning|Jobs|Job|State|Exception|event.name|\\{OriginalFormat\\}|logrecord\\.event\\.(id|name))$", key);
            Assert.DoesNotContain('\n', value);
        }

        string body = line.Messages(5).Single().Text(1);
        Assert.Contains($"`{body}`", s_page, StringComparison.Ordinal);
    }

    private static string Value(string key) => key switch
    {
        "status" => "^[1-5][0-9][0-9]$",
        "method" => "^(GET|POST|PUT|other)$",
        "route" => "^(/(v1|health)/[a-z0-9/{}:.]+|other)$",
        "code" => "^(request|document|room|denial)\\.[A-Za-z]+$",
        "outcome" => "^(Accepted|IdReused|QueueFull|Stopping)$",
        "state" => "^(Done|Denied|Failed)$",
        "check" => "^[a-z]+$",
        _ => "^$",
    };

    private static IEnumerable<string> Listed(string header)
    {
        string table = s_page[s_page.IndexOf($"| {header} |", StringComparison.Ordinal)..];
        return Row().Matches(table[..table.IndexOf("\n\n", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"^\| `([^`]+)`", RegexOptions.Multiline)]
    private static partial Regex Row();
}
