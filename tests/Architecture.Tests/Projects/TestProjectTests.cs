using System.Text.RegularExpressions;
using EnclaveCleanRoom.Architecture.Tests.Sources;

namespace EnclaveCleanRoom.Architecture.Tests.Projects;

/// <summary>A project named for its tests holds some.</summary>
public sealed partial class TestProjectTests
{
    [Fact]
    public void Every_test_project_holds_tests()
    {
        string[] projects = [.. Directory.GetDirectories(Repository.PathTo("tests")).Where(folder => folder.EndsWith(".Tests", StringComparison.Ordinal))];
        Assert.NotEmpty(projects);
        Findings.None(projects.Where(folder => !SourceTree.CSharp("tests").Any(path => IsIn(folder, path) && Test().IsMatch(File.ReadAllText(path)))));
    }

    [Fact]
    public void Every_source_project_has_a_test_project()
    {
        string[] projects = [.. Directory.GetDirectories(Repository.PathTo("src")).Select(folder => Path.GetFileName(folder)!)];
        Assert.NotEmpty(projects);
        Findings.None(projects.Where(name => !File.Exists(Repository.PathTo("tests", $"{name}.Tests", $"{name}.Tests.csproj"))));
    }

    [Fact]
    public void Every_test_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Repository.PathTo("EnclaveCleanRoom.sln")).Replace('\\', '/');
        string[] projects = [.. Directory.EnumerateFiles(Repository.PathTo("tests"), "*.csproj", SearchOption.AllDirectories)];
        Assert.NotEmpty(projects);
        Findings.None(projects.Select(path => Path.GetRelativePath(Repository.Root, path)).Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)));
    }

    private static bool IsIn(string folder, string path) => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*\[(?:Fact|Theory)\b", RegexOptions.Multiline)]
    private static partial Regex Test();
}
