using System.Text.RegularExpressions;
using EnclaveCleanRoom.Architecture.Tests.Assemblies;
using EnclaveCleanRoom.Architecture.Tests.Projects;

namespace EnclaveCleanRoom.Architecture.Tests.Documents;

/// <summary>The front page is true.</summary>
public sealed partial class ReadmeTests
{
    private const string TestCommand = "dotnet test -c Release";

    private static readonly MarkdownFile s_readme = MarkdownFile.Read("README.md");

    [Fact]
    public void It_gives_exactly_the_two_commands() =>
        Assert.Equal(["dotnet run -c Release --project src/DataOwnerClient -- demo", TestCommand], s_readme.Commands);

    [Fact]
    public void Continuous_integration_runs_exactly_its_test_command()
    {
        IEnumerable<string> tests = File.ReadLines(Repository.PathTo(".ci", "run")).Where(line => line.StartsWith("dotnet test", StringComparison.Ordinal));
        Assert.Equal([TestCommand], tests.Select(line => line.Split(" 2>&1")[0]));
    }

    [Fact]
    public void Each_type_in_its_terms_table_exists()
    {
        MarkdownTable terms = s_readme.TableWithHeader("field", "its word", "ours");
        HashSet<string> types = [.. ProjectFile.Product.SelectMany(project => BuildOutput.AssemblyOf(project.Name).Types).Select(type => type.Name)];
        string[] named = [.. terms.Rows.SelectMany(row => CodeFont().Matches(row[2])).Select(match => match.Groups[1].Value.Split('<')[0])];
        Findings.None(named.Where(name => !name.Contains('/', StringComparison.Ordinal) && !types.Contains(name)));
        Assert.All(terms.Rows, row => Assert.NotEqual("", row[2]));
    }

    [Fact]
    public void Its_picture_has_a_title_a_description_and_dark_colours()
    {
        string picture = File.ReadAllText(Repository.PathTo("docs", "straight-path.svg"));
        Assert.NotNull(System.Xml.Linq.XDocument.Parse(picture).Root);
        Assert.Contains("<title", picture, StringComparison.Ordinal);
        Assert.Contains("<desc", picture, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", picture, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http", picture, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_shows_the_steps_of_the_architecture_page_in_order()
    {
        string picture = File.ReadAllText(Repository.PathTo("docs", "straight-path.svg"));
        string[] steps = [.. MarkdownFile.Read("docs", "architecture.md").TableWithHeader("step", "from", "to", "may refuse").Rows.Select(row => row[0])];
        Assert.Equal(9, steps.Length);
        int[] places = [.. steps.Select(step => picture.IndexOf($">{step}<", StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void The_pipeline_lists_the_steps_of_the_architecture_page_and_takes_them_in_that_order()
    {
        string[] steps = [.. MarkdownFile.Read("docs", "architecture.md").TableWithHeader("step", "from", "to", "may refuse").Rows.Select(row => row[0])];
        string[] pipeline = File.ReadAllLines(Repository.PathTo("src", "EnclaveHost", "Jobs", "JobPipeline.cs"));
        Assert.Equal(
            steps.Select(step => step.Split(' ')[1]),
            pipeline.Select(line => ListedStep().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value));
        Assert.Equal(
            steps,
            pipeline.Select(line => TakenStep().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value));
    }

    [GeneratedRegex("^/// <item>([a-z]+):")]
    private static partial Regex ListedStep();

    [GeneratedRegex(@"^\s*// (\d [a-z]+)$")]
    private static partial Regex TakenStep();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeFont();
}
