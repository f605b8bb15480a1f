using System.Text.Json;
using EnclaveCleanRoom.Architecture.Tests.Assemblies;
using EnclaveCleanRoom.Architecture.Tests.Projects;

namespace EnclaveCleanRoom.Architecture.Tests.Running;

/// <summary>What is published holds what it says it does: never the simulated cloud, and in the enclave no client.</summary>
public sealed class PublishedOutputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cleanroom-publish-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("EnclaveHost")]
    [InlineData("DataOwnerClient")]
    public void What_is_published_holds_no_trace_of_the_simulated_cloud(string project)
    {
        Publish(project);
        string[] files = [.. _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name)];
        Assert.Contains(BuildOutput.AssemblyNameOf(project) + ".dll", files);
        Assert.DoesNotContain(files, name => name.Contains("LocalCloud", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(Closure(project), OurLibraries(project));
    }

    [Theory]
    [InlineData("EnclaveHost")]
    [InlineData("DataOwnerClient")]
    public void What_is_built_holds_no_trace_of_the_simulated_cloud(string project)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(BuildOutput.FolderOf(project), "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path));
        Assert.DoesNotContain(files, name => name.Contains("LocalCloud", StringComparison.OrdinalIgnoreCase));
    }

    private void Publish(string project)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        string configuration = BuildOutput.Configuration.StartsWith("release", StringComparison.Ordinal) ? "Release" : "Debug";
        Finished published = Command.Run(dotnet, "publish", ProjectFile.Named(project).Path, "--no-build", "-c", configuration, "-o", _folder.FullName, "-nodeReuse:false");
        Assert.True(published.ExitCode == 0, published.Output);
    }

    private IEnumerable<string> OurLibraries(string project)
    {
        string path = Path.Combine(_folder.FullName, BuildOutput.AssemblyNameOf(project) + ".deps.json");
        using JsonDocument dependencies = JsonDocument.Parse(File.ReadAllText(path));
        return [.. dependencies.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "project")
            .Select(library => BuildOutput.ProjectOf(library.Name.Split('/')[0]) ?? library.Name.Split('/')[0]).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Closure(string project)
    {
        HashSet<string> found = [project];
        for (int before = 0; before < found.Count;)
        {
            before = found.Count;
            found.UnionWith(found.SelectMany(name => ProjectFile.Named(name).References).ToArray());
        }

        return found.Order(StringComparer.Ordinal);
    }
}
