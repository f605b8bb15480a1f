using System.Text.RegularExpressions;

namespace EnclaveCleanRoom.Architecture.Tests.Documents;

/// <summary>As much of a Markdown file as the tests ask about: headings, tables, links, commands.</summary>
internal sealed partial class MarkdownFile
{
    private MarkdownFile(string path)
    {
        Path = path;
        Text = File.ReadAllText(path);
        Lines = Text.Split('\n');
    }

    internal static IReadOnlyList<MarkdownFile> All { get; } =
        [.. Sources.SourceTree.Files.Where(path => path.EndsWith(".md", StringComparison.Ordinal)).Select(path => new MarkdownFile(path))];

    internal string Path { get; }

    internal string Text { get; }

    internal IReadOnlyList<string> Lines { get; }

    /// <summary>The text without fenced blocks, whose brackets and slashes mean something else.</summary>
    internal string Prose => Fence().Replace(Text, "");

    /// <summary>The anchors that headings make, as GitHub spells them.</summary>
    internal IReadOnlySet<string> Anchors => Prose.Split('\n')
        .Where(line => line.StartsWith('#'))
        .Select(line => NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'))
        .ToHashSet();

    internal IEnumerable<string> LinkTargets => Link().Matches(Prose).Select(match => match.Groups[1].Value);

    /// <summary>The lines of fenced blocks without a language: what a reader is told to type.</summary>
    internal IReadOnlyList<string> Commands =>
        [.. BareFence().Matches(Text).SelectMany(match => match.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    internal IReadOnlyList<MarkdownTable> Tables => [.. ReadTables()];

    internal static MarkdownFile Read(params ReadOnlySpan<string> parts) => new(Repository.PathTo(parts));

    internal MarkdownTable TableWithHeader(params string[] header) => Tables.First(table => table.Header.SequenceEqual(header));

    public override string ToString() => System.IO.Path.GetRelativePath(Repository.Root, Path);

    private IEnumerable<MarkdownTable> ReadTables()
    {
        string heading = "";
        for (int at = 0; at < Lines.Count; at++)
        {
            if (Lines[at].StartsWith('#'))
            {
                heading = Lines[at].TrimStart('#').Trim();
            }

            if (at + 1 >= Lines.Count || !Lines[at].StartsWith('|') || !Lines[at + 1].StartsWith("|---", StringComparison.Ordinal))
            {
                continue;
            }

            IReadOnlyList<string> header = Cells(Lines[at]);
            List<IReadOnlyList<string>> rows = [];
            for (at += 2; at < Lines.Count && Lines[at].StartsWith('|'); at++)
            {
                rows.Add(Cells(Lines[at]));
            }

            yield return new MarkdownTable(heading, header, rows);
        }
    }

    private static IReadOnlyList<string> Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^```\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex BareFence();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\p{L}\p{Nd} _-]")]
    private static partial Regex NotInAnchor();
}
