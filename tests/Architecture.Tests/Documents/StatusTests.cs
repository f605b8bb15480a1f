using System.Text.RegularExpressions;
using EnclaveCleanRoom.Architecture.Tests.Sources;

namespace EnclaveCleanRoom.Architecture.Tests.Documents;

/// <summary>The milestone's list names tests that exist, and claims nothing without one.</summary>
public sealed class StatusTests
{
    private static readonly IReadOnlyList<IReadOnlyList<string>> s_rows =
        [.. MarkdownFile.Read("docs", "STATUS.md").Tables.Where(table => table.Header.SequenceEqual(["what", "state", "shown by"])).SelectMany(table => table.Rows)];

    [Fact]
    public void Each_row_is_open_in_part_or_holds() => Assert.All(s_rows, row => Assert.Contains(row[1], (string[])["open", "part", "holds"]));

    [Fact]
    public void What_holds_names_what_shows_it() => Assert.All(s_rows, row => Assert.Equal(row[1] == "open", row[2].Length == 0));

    [Fact]
    public void Each_test_it_names_exists()
    {
        HashSet<string> known =
        [
            .. SourceTree.CSharp("tests").SelectMany(path => Regex.Matches(File.ReadAllText(path), @"public (?:async )?(?:void|Task|ValueTask) (\w+)\(|class (\w+)"))
                .Select(match => match.Groups[1].Value + match.Groups[2].Value),
        ];
        Findings.None(s_rows.SelectMany(row => Regex.Matches(row[2], "`([A-Za-z0-9_]+)`")).Select(match => match.Groups[1].Value).Where(name => !known.Contains(name)));
    }
}
