using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using EnclaveCleanRoom.Boosting.Options;

namespace EnclaveCleanRoom.Boosting.Tests.Options;

/// <summary>The tables of options and of metrics in <c>docs/boosting.md</c>, made of the option table and of the comments in the code.</summary>
internal static partial class OptionDocument
{
    private const string MetricHeader = "| Metric | Meaning | Aliases |\n|---|---|---|\n";
    private const string Header = "| Option | Default | Meaning | Aliases |\n|---|---|---|---|\n";

    /// <summary>Compares the page with what the code says; when they differ, what the page should say lies beside it.</summary>
    public static void Check() => Check(Header, Rows());

    /// <summary>The same of the metrics.</summary>
    public static void CheckMetrics() => Check(MetricHeader, MetricRows());

    private static void Check(string header, string rows)
    {
        string path = Repository.PathTo("docs", "boosting.md");
        string page = System.IO.File.ReadAllText(path);
        int start = page.IndexOf(header, StringComparison.Ordinal);
        Assert.True(start >= 0, "the page lacks the table");
        int end = page.IndexOf("\n\n", start, StringComparison.Ordinal) + 1;
        string wanted = page[..start] + header + rows + page[end..];
        if (wanted == page)
        {
            return;
        }

        string received = Path.Combine(AppContext.BaseDirectory, "boosting.received.md");
        System.IO.File.WriteAllText(received, wanted);
        Assert.Fail($"what the page lists has changed: if that is meant, {received} is what the page should be");
    }

    private static string Rows()
    {
        Dictionary<string, string> meanings = Meanings("P:EnclaveCleanRoom.Boosting.BoosterOptions.");
        StringBuilder rows = new();
        foreach (OptionDefinition option in OptionTable.All.Where(option => meanings.ContainsKey(PropertyOf(option.Name))))
        {
            string text = option.Write(BoosterOptions.Default);
            string aliases = string.Join(", ", option.Aliases.Select(alias => $"`{alias}`"));
            rows.Append($"| `{option.Name}` | {(text.Length > 0 ? text : "none")} | {meanings[PropertyOf(option.Name)]} | {aliases} |\n");
        }

        return rows.ToString();
    }

    private static string MetricRows()
    {
        Dictionary<string, string> meanings = Meanings("F:EnclaveCleanRoom.Boosting.Metric.");
        return string.Concat(Enum.GetValues<Metric>().Where(metric => metric != Metric.None).Select(metric =>
        {
            string[] names = OptionTable.Metrics.Known.Single(known => known.Value == metric).Names;
            return $"| `{names[0]}` | {meanings[metric.ToString()]} | {string.Join(", ", names.Skip(1).Select(alias => $"`{alias}`"))} |\n";
        }));
    }

    private static Dictionary<string, string> Meanings(string prefix)
    {
        XDocument comments = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "EnclaveCleanRoom.Boosting.xml"));
        return comments.Descendants("member")
            .Where(member => ((string)member.Attribute("name")!).StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(member => ((string)member.Attribute("name")!)[prefix.Length..], member => Text(member.Element("summary")!));
    }

    /// <summary>The names of options are those of the properties in another spelling, but for one that is a list.</summary>
    private static string PropertyOf(string option) =>
        option == "metric" ? "Metrics" : string.Concat(option.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Text(XElement summary)
    {
        foreach (XElement see in summary.Descendants("see").ToArray())
        {
            string name = ((string)see.Attribute("cref")!).Split('.')[^1];
            see.ReplaceWith($"`{Words().Replace(name, "_$1").ToLowerInvariant()}`");
        }

        return Space().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex Words();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
