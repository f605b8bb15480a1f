using System.Text.RegularExpressions;
using EnclaveCleanRoom.Architecture.Tests.Assemblies;
using EnclaveCleanRoom.Architecture.Tests.Projects;
using EnclaveCleanRoom.Architecture.Tests.Running;

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
        string publish = Assert.Single(s_lines, line => line.StartsWith("RUN dotnet ", StringComparison.Ordinal));
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
    public void Both_base_images_are_given_by_digest_or_nothing_is_built()
    {
        Assert.Equal(["ARG SDK_IMAGE", "ARG BASE_IMAGE", "FROM ${SDK_IMAGE} AS build"], s_lines[..3]);
        Assert.Equal(["FROM ${SDK_IMAGE} AS build", "FROM ${BASE_IMAGE}"], s_lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)));
        string check = Assert.Single(s_lines, line => line.StartsWith("RUN case ", StringComparison.Ordinal))["RUN ".Length..];
        string digest = "sha256:" + new string('a', 64);
        Assert.Equal(0, Shell(check, $"sdk@{digest}", $"base@{digest}"));
        Assert.Equal(1, Shell(check, "sdk:10.0", $"base@{digest}"));
        Assert.Equal(1, Shell(check, $"sdk@{digest}", "base:10.0"));
        Assert.Equal(1, Shell(check, $"sdk@{digest}", ""));
        Assert.DoesNotContain(s_lines, line => line.StartsWith("ARG ", StringComparison.Ordinal) && line.Contains('='));
    }

    [Fact]
    public void The_probes_of_the_template_ask_what_the_host_answers()
    {
        string host = File.ReadAllText(Repository.PathTo("src", "EnclaveHost", "Api", "HealthEndpoints.cs"));
        string room = File.ReadAllText(Repository.PathTo("infra", "templates", "room.json"));
        string[] asked = [.. Regex.Matches(room, "\"path\": \"([^\"]+)\"").Select(match => match.Groups[1].Value)];
        Assert.Equal(["/health/live", "/health/ready"], asked);
        Assert.All(asked, path => Assert.Contains($"MapGet(\"{path}\"", host, StringComparison.Ordinal));
    }

    [Fact]
    public void The_last_stage_has_no_shell_no_root_and_no_diagnostics()
    {
        int last = Array.FindLastIndex(s_lines, line => line.StartsWith("FROM ", StringComparison.Ordinal));
        string[] stage = s_lines[last..];
        Assert.Equal("FROM ${BASE_IMAGE}", stage[0]);
        Assert.DoesNotContain(stage, line => line.StartsWith("RUN", StringComparison.Ordinal) || line.StartsWith("SHELL", StringComparison.Ordinal));
        Assert.Contains("ENV DOTNET_EnableDiagnostics=0", stage);
        string user = Assert.Single(stage, line => line.StartsWith("USER ", StringComparison.Ordinal));
        Assert.Matches(@"^USER [1-9]\d*:[1-9]\d*$", user);
    }

    /// <summary>What a build does with the line, without a container engine: the shell runs it with the two arguments set.</summary>
    private static int Shell(string line, string sdkImage, string baseImage) =>
        Command.Run("/bin/sh", "-c", $"SDK_IMAGE='{sdkImage}' BASE_IMAGE='{baseImage}'\n{line}").ExitCode;
}
