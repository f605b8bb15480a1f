using System.Text.RegularExpressions;
using EnclaveCleanRoom.Architecture.Tests.Documents;
using EnclaveCleanRoom.Architecture.Tests.Projects;

namespace EnclaveCleanRoom.Architecture.Tests.Assemblies;

/// <summary>Pure projects take values and return values. The compiler bans the names; this reads what was compiled.</summary>
public sealed class PurityTests
{
    private const string OsGenerator = "System.Security.Cryptography.RandomNumberGenerator";

    public static TheoryData<string> PureProjects => [.. ProjectFile.Product.Where(IsPure).Select(project => project.Name)];

    [Fact]
    public void The_architecture_page_names_exactly_the_pure_projects()
    {
        string text = MarkdownFile.Read("docs", "architecture.md").Text.ReplaceLineEndings(" ");
        Match sentence = Regex.Match(text, @"usable alone\. (?<names>[^.]+?) are \*\*pure\*\*");
        Assert.True(sentence.Success);
        Assert.Equal(
            ProjectFile.Product.Where(IsPure).Select(project => project.Name).Order(),
            Regex.Matches(sentence.Groups["names"].Value, "`([A-Za-z]+)`").Select(match => match.Groups[1].Value).Order());
    }

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void A_pure_assembly_uses_no_clock_file_network_environment_or_process(string project) =>
        Findings.None(Impurity.In(BuildOutput.AssemblyOf(project)));

    /// <summary>Keys are made in Cose, request ids in Agreements, noise behind IEntropy; a question never draws for itself.</summary>
    [Theory]
    [MemberData(nameof(PureProjects))]
    public void Only_keys_request_ids_and_noise_come_from_the_systems_generator(string project)
    {
        bool draws = BuildOutput.AssemblyOf(project).UsedMembers.Any(member => member.Type == OsGenerator);
        Assert.True(!draws || project is "Cose" or "Agreements" or "DifferentialPrivacy", $"{project} draws randomness by itself");
    }

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void The_compiler_bans_the_names_in_a_pure_project(string project) => Assert.Contains(
        "\"Microsoft.CodeAnalysis.BannedApiAnalyzers\"", File.ReadAllText(Path.Combine(ProjectFile.Named(project).Folder, "packages.lock.json")), StringComparison.Ordinal);

    [Fact]
    public void The_scan_sees_impurity_where_there_is_some() =>
        Assert.Contains("System.Environment.GetEnvironmentVariable", Impurity.In(CompiledAssembly.Read(typeof(SharedData).Assembly.Location)));

    [Fact]
    public void The_scan_and_the_banned_symbols_agree_on_types()
    {
        IEnumerable<string> banned = File.ReadLines(Repository.PathTo("BannedSymbols.txt"))
            .Where(line => line.StartsWith("T:", StringComparison.Ordinal)).Select(line => line[2..].Split(';')[0]);
        string source = File.ReadAllText(Repository.PathTo("tests", "Architecture.Tests", "Assemblies", "Impurity.cs"));
        Findings.None(banned.Where(name => !source.Contains($"\"{name}\"", StringComparison.Ordinal)
            && !source.Contains($"\"{name[..(name.LastIndexOf('.') + 1)]}\"", StringComparison.Ordinal)));
    }

    private static bool IsPure(ProjectFile project) => project.Property("PureProject") == "true";
}
