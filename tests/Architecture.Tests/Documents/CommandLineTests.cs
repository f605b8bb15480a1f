using System.Text.RegularExpressions;
using EnclaveCleanRoom.Architecture.Tests.Sources;

namespace EnclaveCleanRoom.Architecture.Tests.Documents;

/// <summary>The verbs, options and exit codes that the pages speak of are the program's own.</summary>
public sealed partial class CommandLineTests
{
    private static readonly Lazy<string[]> s_verbFiles = new(() => [.. SourceTree.CSharp("src/DataOwnerClient/Verbs")]);

    [Fact]
    public void The_front_page_gives_the_demo_only_options_that_it_has()
    {
        HashSet<string> options = [.. Options(File.ReadAllText(Repository.PathTo("src", "DataOwnerClient", "Verbs", "DemoVerb.cs")))];
        string[] named = [.. MarkdownFile.Read("README.md").Prose.Split("\n\n").Where(paragraph => paragraph.Contains("--", StringComparison.Ordinal)).SelectMany(Named)];
        Assert.Contains("--publisher", named);
        Findings.None(named.Where(name => !options.Contains(name)));
    }

    [Fact]
    public void The_owners_page_names_only_verbs_and_options_that_exist()
    {
        string page = MarkdownFile.Read("docs", "own-data.md").Text;
        string code = string.Concat(s_verbFiles.Value.Append(Repository.PathTo("src", "DataOwnerClient", "Keys", "VaultCredential.cs")).Select(File.ReadAllText));
        HashSet<string> options = [.. Options(code), "--help"];
        HashSet<string> verbs = [.. Command().Matches(code).Select(match => match.Groups[1].Value)];
        Findings.None(Named(page).Where(name => !options.Contains(name)));
        string[] typed = [.. Verb().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.True(typed.Length > 20, $"only {typed.Length} commands were found");
        Findings.None(typed.Where(verb => !verbs.Contains(verb)));
    }

    [Theory]
    [InlineData("infra/README.md", 20)]
    [InlineData("infra/cce-policy.md", 1)]
    [InlineData("docs/reproduce.md", 2)]
    public void The_operators_pages_type_only_verbs_and_options_that_exist(string page, int atLeast)
    {
        string code = string.Concat(s_verbFiles.Value.Append(Repository.PathTo("src", "DataOwnerClient", "Keys", "VaultCredential.cs")).Select(File.ReadAllText));
        HashSet<string> options = [.. Options(code), "--help"];
        HashSet<string> verbs = [.. Command().Matches(code).Select(match => match.Groups[1].Value)];
        string text = MarkdownFile.Read(page.Split('/')).Text.Replace("\\\n", " ", StringComparison.Ordinal);
        string[] typed = [.. text.Split('\n').Select(line => Typed().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];
        Assert.True(typed.Length >= atLeast, $"only {typed.Length} commands were found");
        Findings.None(typed.SelectMany(Named).Where(name => !options.Contains(name)));
        Findings.None(typed.Select(command => command.Split(' ')[0]).Where(verb => !verbs.Contains(verb) && verb != "--help"));
    }

    [Fact]
    public void The_owners_page_lists_every_exit_code()
    {
        string code = File.ReadAllText(Repository.PathTo("src", "DataOwnerClient", "ExitCode.cs"));
        Assert.Equal(
            ExitCode().Matches(code).Select(match => match.Groups[1].Value),
            MarkdownFile.Read("docs", "own-data.md").TableWithHeader("exit code", "means").Rows.Select(row => row[0]));
    }

    private static IEnumerable<string> Options(string code) => Option().Matches(code).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Named(string text) => OptionInText().Matches(text).Select(match => match.Value).Distinct();

    [GeneratedRegex("\"(--[a-z0-9-]+)\"")]
    private static partial Regex Option();

    [GeneratedRegex("(?<![-a-z])--[a-z][a-z0-9-]*")]
    private static partial Regex OptionInText();

    [GeneratedRegex("""(?:new|Reading)\("([a-z]+)", """)]
    private static partial Regex Command();

    [GeneratedRegex(@"^ *(?:[A-Z]+=\$\()?(?:\S+/)?cleanroom ([a-z-][^|)]*)")]
    private static partial Regex Typed();

    [GeneratedRegex("cleanroom ([a-z]+)")]
    private static partial Regex Verb();

    [GeneratedRegex(@"internal const int \w+ = (\d+);")]
    private static partial Regex ExitCode();
}
