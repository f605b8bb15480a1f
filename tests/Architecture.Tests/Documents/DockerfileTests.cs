using System.Text.RegularExpressions;
using EnclaveCleanRoom.Architecture.Tests.Assemblies;
using EnclaveCleanRoom.Architecture.Tests.Projects;

namespace EnclaveCleanRoom.Architecture.Tests.Documents;

/// <summary>The Dockerfile says what the repository is: what it copies exists, what it starts is what is published.</summary>
public sealed class DockerfileTests
{
    private static readonly string[] s_lines =
        [.. File.ReadLines(Repository.PathTo("Dockerfile")).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];

    private static IEnumerable<string> BuildSources => s_lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
        .SelectMany(line => line.Split(' ')[1..^1]);

    [Fact]
    public void What_it_copies_exists() =>
        Findings.None(BuildSources.Where(path => !File.Exists(Repository.PathTo(path)) && !Directory.Exists(Repository.PathTo(path.TrimEnd('/')))));

    [Fact]
    public void It_copies_the_host_and_what_it_references_and_no_other_project()
    {
        HashSet<string> closure = ["EnclaveHost", .. ProjectFile.Named("EnclaveHost").References];
        closure.UnionWith(closure.SelectMany(name => ProjectFile.Named(name).References).ToArray());
        IEnumerable<string> copied = BuildSources.Where(path => path.StartsWith("src/", StringComparison.Ordinal)).Select(path => path.Split('/')[1]);
        Assert.Equal(closure.Order(), copied.Order());
    }

    [Fact]
    public void It_lets_through_the_files_that_it_copies()
    {
        string[] ignore = File.ReadAllLines(Repository.PathTo(".dockerignore"));
        Assert.Equal("*", ignore[0]);
        Findings.None(BuildSources.Select(path => path.StartsWith("src/", StringComparison.Ordinal) ? "!src/" : "!" + path).Except(ignore));
    }

    [Fact]
    public void It_publishes_a_self_contained_host_from_the_lock_files()
    {
        string publish = Assert.Single(s_lines, line => line.StartsWith("RUN ", StringComparison.Ordinal));
        Assert.Contains("src/EnclaveHost/EnclaveHost.csproj", publish, StringComparison.Ordinal);
        Assert.Contains("--self-contained true", publish, StringComparison.Ordinal);
        Assert.Contains(s_lines, line => Regex.IsMatch(line, @"^ENV .*\bCI=true\b"));
    }

    [Fact]
    public void Its_entry_point_is_the_published_executable()
    {
        Assert.Equal($"ENTRYPOINT [\"/app/{BuildOutput.AssemblyNameOf("EnclaveHost")}\"]", s_lines[^1]);
        Assert.Contains("WORKDIR /app", s_lines);
        Assert.Contains("COPY --from=build /publish/ ./", s_lines);
        Assert.True(File.Exists(Path.Combine(BuildOutput.FolderOf("EnclaveHost"), BuildOutput.AssemblyNameOf("EnclaveHost"))));
    }

    [Fact]
    public void The_last_stage_has_no_shell_no_root_and_no_diagnostics()
    {
        int last = Array.FindLastIndex(s_lines, line => line.StartsWith("FROM ", StringComparison.Ordinal));
        string[] stage = s_lines[last..];
        Assert.Equal("FROM ${BASE_IMAGE}", stage[0]);
        Assert.Contains(s_lines, line => Regex.IsMatch(line, @"^ARG BASE_IMAGE=\S+/runtime-deps:10\.0-\S*chiseled$"));
        Assert.DoesNotContain(stage, line => line.StartsWith("RUN", StringComparison.Ordinal) || line.StartsWith("SHELL", StringComparison.Ordinal));
        Assert.Contains("ENV DOTNET_EnableDiagnostics=0", stage);
        string user = Assert.Single(stage, line => line.StartsWith("USER ", StringComparison.Ordinal));
        Assert.Matches(@"^USER [1-9]\d*:[1-9]\d*$", user);
    }
}
