using System.Text.RegularExpressions;
using EnclaveCleanRoom.Architecture.Tests.Sources;

namespace EnclaveCleanRoom.Architecture.Tests.Documents;

/// <summary>
/// docs/telemetry.md is the list of what leaves a room for its operator. Every metric, tag, span and line of the log in the code stands in it, and nothing else does; and there is no
/// other place in the host that could add one.
/// </summary>
public sealed partial class TelemetryTests
{
    private const string Folder = "src/EnclaveHost/Telemetry/";

    private static readonly MarkdownFile s_page = MarkdownFile.Read("docs", "telemetry.md");

    private static readonly string[] s_files = [.. SourceTree.CSharp("src/EnclaveHost")];

    private static readonly string s_telemetry = string.Concat(s_files.Where(path => SourceTree.Relative(path).StartsWith(Folder, StringComparison.Ordinal)).Select(Code));

    /// <summary>What may stand in a line: names and sizes that are public to all parties, and sentences of the room's own preflight.</summary>
    private static readonly string[] s_placeholders = ["Instance", "Agreement", "Warning", "Jobs", "Job", "State", "Exception"];

    [Fact]
    public void Every_metric_is_in_the_list_and_every_row_a_metric() =>
        Assert.Equal(Names("metric"), Instrument().Matches(s_telemetry).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_tag_is_in_the_list_and_every_tag_of_the_list_is_used()
    {
        IEnumerable<string> listed = Tags("metric").Concat(Tags("span")).Distinct().Order(StringComparer.Ordinal);
        IEnumerable<string> used = MetricTag().Matches(s_telemetry).Concat(SpanTag().Matches(s_telemetry))
            .Select(match => match.Groups[1].Value).Distinct().Where(tag => !s_resource.Contains(tag)).Order(StringComparer.Ordinal);
        Assert.Equal(listed, used);
    }

    [Fact]
    public void Every_span_is_a_step_before_open_or_the_job_itself()
    {
        Assert.Equal(
            ["cleanroom.job", "cleanroom.job.Admit", "cleanroom.job.Attest", "cleanroom.job.Spend", "cleanroom.job.Unlock"], Names("span"));
        Assert.Contains("stage > JobStage.Spend", s_telemetry, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(s_telemetry, @"Start\(\$?""cleanroom\.job"));
    }

    [Fact]
    public void Nothing_measures_how_long_anything_takes() =>
        Findings.None(s_files.Where(path => Duration().IsMatch(Code(path))).Select(SourceTree.Relative));

    [Fact]
    public void Only_the_telemetry_folder_makes_instruments_spans_and_tags() =>
        Findings.None(s_files.Where(path => !SourceTree.Relative(path).StartsWith(Folder, StringComparison.Ordinal) && Making().IsMatch(Code(path))).Select(SourceTree.Relative));

    [Fact]
    public void Every_line_of_the_log_has_an_id_of_its_own_and_stands_in_the_list_word_for_word()
    {
        Dictionary<string, string> ids = EventId().Matches(s_telemetry).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        Match[] lines = [.. s_files.SelectMany(path => LogLine().Matches(Code(path)))];
        Assert.Equal(lines.Length, s_files.Sum(path => Regex.Count(Code(path), @"\[LoggerMessage\(")));
        Assert.Equal(ids.Count, ids.Values.Distinct().Count());
        string[] inCode = [.. lines.Select(match => $"{ids[match.Groups[1].Value]} {match.Groups[2].Value}").Order(StringComparer.Ordinal)];
        Assert.Equal(ids.Count, inCode.Length);
        Assert.Equal(s_page.TableWithHeader("id", "line", "what to do").Rows.Select(row => $"{row[0]} {row[1].Trim('`')}").Order(StringComparer.Ordinal), inCode);
    }

    /// <summary>The generator that completes them writes several classes in an order that differs between compilations, and then no two of them give the same bytes.</summary>
    [Fact]
    public void All_lines_stand_in_one_class() => Assert.Equal(
        ["src/EnclaveHost/Telemetry/RoomLog.cs"], SourceTree.CSharp("src").Where(path => Code(path).Contains("[LoggerMessage(", StringComparison.Ordinal)).Select(SourceTree.Relative));

    [Fact]
    public void A_line_of_the_log_holds_only_what_is_public()
    {
        string[] used = [.. s_files.SelectMany(path => LogLine().Matches(Code(path))).SelectMany(match => Placeholder().Matches(match.Groups[2].Value)).Select(match => match.Groups[1].Value).Distinct()];
        Assert.NotEmpty(used);
        Findings.None(used.Except(s_placeholders));
    }

    /// <summary>A message of an exception can hold a value; a direct call of a logger would pass by the list.</summary>
    [Fact]
    public void No_line_is_written_past_the_list() =>
        Findings.None(s_files.Where(path => DirectLog().IsMatch(Code(path))).Select(SourceTree.Relative));

    [Theory]
    [InlineData("logger.LogWarning(exception, \"x\");", true)]
    [InlineData("_logger.Log(LogLevel.Error, default, \"x\");", true)]
    [InlineData("LogFinished(id, state);", false)]
    [InlineData("room.Log.Append(kind, body);", false)]
    public void The_scan_knows_a_direct_call(string code, bool found) => Assert.Equal(found, DirectLog().IsMatch(code));

    private static readonly string[] s_resource = ["service.name", "service.instance.id", "cleanroom.agreement"];

    private static IEnumerable<string> Names(string first) => Rows(first).Select(row => row[0].Trim('`')).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Tags(string first) => Rows(first)
        .SelectMany(row => TagInTable().Matches(row[first == "metric" ? 2 : 1])).Select(match => match.Groups[1].Value);

    private static IReadOnlyList<IReadOnlyList<string>> Rows(string first) =>
        (first == "metric" ? s_page.TableWithHeader("metric", "unit", "tags", "is") : s_page.TableWithHeader("span", "tags", "is")).Rows;

    private static string Code(string path) => CSharpText.WithoutComments(File.ReadAllText(path));

    [GeneratedRegex(@"Create(?:Counter|UpDownCounter|Gauge|Histogram|Observable\w+)(?:<\w+>)?\(\s*""([^""]+)""")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"(?:new(?: KeyValuePair<string, object\?>)?)\(""([a-z.]+)""")]
    private static partial Regex MetricTag();

    [GeneratedRegex(@"SetTag\(""([a-z.]+)""")]
    private static partial Regex SpanTag();

    [GeneratedRegex("`([a-z.]+)`")]
    private static partial Regex TagInTable();

    [GeneratedRegex(@"CreateHistogram|Histogram<|CreateUpDownCounter")]
    private static partial Regex Duration();

    [GeneratedRegex(@"new Meter\(|\.Create(?:Counter|UpDownCounter|Gauge|Histogram|Observable\w+)\b|new ActivitySource\(|StartActivity\(|CreateActivity\(|\.SetTag\(|\.AddTag\(|\.AddEvent\(|\.AddException\(|\.SetStatus\(|\.AddBaggage\(")]
    private static partial Regex Making();

    [GeneratedRegex(@"internal const int (\w+) = (\d+);")]
    private static partial Regex EventId();

    [GeneratedRegex(@"\[LoggerMessage\(EventId = LogEvent\.(\w+), Level = LogLevel\.\w+, Message = ""([^""]+)""\)\]")]
    private static partial Regex LogLine();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\.Log(?:Trace|Debug|Information|Warning|Error|Critical)\(|[lL]ogger\.Log\(|\.BeginScope\(")]
    private static partial Regex DirectLog();
}
