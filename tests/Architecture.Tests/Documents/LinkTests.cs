using System.Text.RegularExpressions;

namespace EnclaveCleanRoom.Architecture.Tests.Documents;

/// <summary>What the pages point at exists.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Every_relative_link_resolves_and_its_anchor_exists()
    {
        List<string> broken = [];
        int followed = 0;
        foreach (MarkdownFile file in MarkdownFile.All)
        {
            foreach (string target in file.LinkTargets.Where(target => !target.Contains("://", StringComparison.Ordinal)))
            {
                followed++;
                string[] parts = target.Split('#');
                string path = parts[0].Length == 0 ? file.Path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file.Path)!, parts[0]));
                bool exists = File.Exists(path) || Directory.Exists(path);
                bool anchored = parts.Length == 1 || (exists && MarkdownFile.Read(path).Anchors.Contains(parts[1]));
                if (!exists || !anchored)
                {
                    broken.Add($"{file}: {target}");
                }
            }
        }

        Assert.True(followed > 20, $"only {followed} links were found");
        Findings.None(broken);
    }

    [Fact]
    public void Every_path_in_code_font_exists()
    {
        List<string> missing = [];
        foreach (MarkdownFile file in MarkdownFile.All)
        {
            foreach (Match match in PathInCode().Matches(file.Prose))
            {
                string path = Repository.PathTo(match.Groups[1].Value.TrimEnd('/'));
                if (!File.Exists(path) && !Directory.Exists(path))
                {
                    missing.Add($"{file}: {match.Groups[1].Value}");
                }
            }
        }

        Findings.None(missing);
    }

    [Fact]
    public void Every_decision_is_listed_and_has_its_four_parts()
    {
        string list = MarkdownFile.Read("docs", "adr", "README.md").Text;
        string[] decisions = [.. MarkdownFile.All.Select(file => file.Path).Where(path => Decision().IsMatch(path))];
        Assert.NotEmpty(decisions);
        foreach (string path in decisions)
        {
            Assert.Contains($"({Path.GetFileName(path)})", list, StringComparison.Ordinal);
            Assert.Subset(MarkdownFile.Read(path).Anchors.ToHashSet(), new HashSet<string> { "context", "decision", "rejected", "cost" });
        }
    }

    [GeneratedRegex("`((?:src|tests|docs|samples|infra|bench|\\.ci)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex PathInCode();

    [GeneratedRegex(@"adr.\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex Decision();
}
