using System.Text.RegularExpressions;

namespace EnclaveCleanRoom.EndToEnd.Tests.Walk;

/// <summary>A fenced block of a page: commands for somebody's shell, or a file that they write.</summary>
/// <param name="Who">The party or the operator; for a file, whoever asks.</param>
/// <param name="File">The file's name, or <see langword="null"/> for commands.</param>
/// <param name="StaysUp">Whether the commands run in a terminal of their own until somebody stops them.</param>
/// <param name="Lines">The commands, one a line whatever the page's breaks, or the file's lines.</param>
internal sealed partial record WalkBlock(string Who, string? File, bool StaysUp, IReadOnlyList<string> Lines)
{
    private const string Terminal = ", in a terminal of its own";

    /// <summary>All blocks of a page in their order. A block without a name in its first line is a fault of the page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="asker">Who writes its files.</param>
    internal static IReadOnlyList<WalkBlock> Read(string page, string asker) =>
        [.. Fence().Matches(page).Select(match => Parse(match.Groups[2].Value.Trim(), Unindented(match.Groups[3].Value, match.Groups[1].Value).TrimEnd('\n'), asker))];

    /// <summary>A block within a list stands as far to the right as the list's text.</summary>
    private static string Unindented(string body, string indent) => indent.Length == 0 ? body : body.Replace("\n" + indent, "\n", StringComparison.Ordinal)[indent.Length..];

    private static WalkBlock Parse(string language, string body, string asker)
    {
        if (language.Length > 0)
        {
            string[] words = language.Split(' ');
            Assert.Equal(2, words.Length);
            return new WalkBlock(asker, words[1], false, body.Split('\n'));
        }

        string[] lines = body.Replace("\\\n", "", StringComparison.Ordinal).Split('\n');
        Assert.StartsWith("# ", lines[0], StringComparison.Ordinal);
        string who = lines[0][2..];
        bool staysUp = who.EndsWith(Terminal, StringComparison.Ordinal);
        return new WalkBlock(staysUp ? who[..^Terminal.Length] : who, null, staysUp, lines[1..]);
    }

    [GeneratedRegex(@"^( *)```([^\n]*)\n(.*?)^\1```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
