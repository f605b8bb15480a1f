using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Tests.Processes;

namespace EnclaveCleanRoom.LocalCloud.Tests;

/// <summary>Host data is a digest of the workload, and of nothing else.</summary>
public sealed class MeasurementTests(Cloud cloud)
{
    private const string SystemLibrary = "libz.so.1";

    private static Task<Digest256>? s_unchanged;

    [Fact]
    public async Task A_workload_has_the_same_host_data_all_its_life()
    {
        await using AttesterProcess attester = AttesterProcess.Start(cloud.Process);
        Digest256 first = await HostDataAsync(attester);
        Assert.EndsWith("touched", await attester.CommandAsync("web"));
        Assert.Equal(first, await HostDataAsync(attester));
    }

    [Fact]
    public async Task Where_the_workload_lies_and_its_free_settings_do_not_count()
    {
        using TemporaryFolder folder = new();
        TemporaryFolder.Copy(BuildOutput.FolderOf("LocalCloud.Attester"), folder.PathTo("app"));
        string link = folder.PathTo("other.sock");
        File.CreateSymbolicLink(link, cloud.Process.Socket);
        Digest256 elsewhere = await HostDataAsync(new AttesterSettings
        {
            Folder = folder.PathTo("app"),
            Socket = link,
            Environment = new Dictionary<string, string> { ["CLEANROOM_FREE"] = "other", ["PATH"] = "/somewhere" },
        });
        Assert.Equal(await UnchangedAsync(), elsewhere);
    }

    [Fact]
    public async Task One_changed_byte_changes_host_data()
    {
        using TemporaryFolder folder = new();
        TemporaryFolder.Copy(BuildOutput.FolderOf("LocalCloud.Attester"), folder.PathTo("app"));
        string assembly = Path.Combine(folder.PathTo("app"), BuildOutput.AttesterName + ".dll");
        byte[] bytes = await File.ReadAllBytesAsync(assembly, TestContext.Current.CancellationToken);

        // The time stamp field of the PE header: the program runs as before.
        bytes[BitConverter.ToInt32(bytes, 0x3C) + 8] ^= 1;
        await File.WriteAllBytesAsync(assembly, bytes, TestContext.Current.CancellationToken);
        Assert.NotEqual(await UnchangedAsync(), await HostDataAsync(new AttesterSettings { Folder = folder.PathTo("app") }));
    }

    [Fact]
    public async Task A_file_more_in_the_publish_directory_changes_host_data()
    {
        using TemporaryFolder folder = new();
        TemporaryFolder.Copy(BuildOutput.FolderOf("LocalCloud.Attester"), folder.PathTo("app"));
        await File.WriteAllTextAsync(Path.Combine(folder.PathTo("app"), "extra.txt"), "", TestContext.Current.CancellationToken);
        Assert.NotEqual(await UnchangedAsync(), await HostDataAsync(new AttesterSettings { Folder = folder.PathTo("app") }));
    }

    [Theory]
    [InlineData("DOTNET_TieredCompilation", "1")]
    [InlineData("CORECLR_ENABLE_PROFILING", "0")]
    [InlineData("LD_PRELOAD", SystemLibrary)]
    [InlineData("CLEANROOM_MODE", "other")]
    public async Task A_variable_that_steers_the_workload_changes_host_data(string name, string value)
    {
        AttesterSettings steered = new() { Environment = new Dictionary<string, string> { [name] = value } };
        Assert.NotEqual(await UnchangedAsync(), await HostDataAsync(steered));
    }

    [Fact]
    public async Task A_startup_hook_changes_host_data()
    {
        AttesterSettings hooked = new() { Environment = new Dictionary<string, string> { ["DOTNET_STARTUP_HOOKS"] = "" } };
        Assert.NotEqual(await UnchangedAsync(), await HostDataAsync(hooked));
    }

    [Fact]
    public async Task An_argument_that_is_not_free_changes_host_data()
    {
        Digest256 with = await HostDataAsync(new AttesterSettings { Arguments = ["--verbose"] });
        Assert.NotEqual(await UnchangedAsync(), with);
    }

    [Fact]
    public async Task Arguments_that_are_split_otherwise_are_other_arguments()
    {
        Digest256 one = await HostDataAsync(new AttesterSettings { Arguments = ["a b"] });
        Digest256 two = await HostDataAsync(new AttesterSettings { Arguments = ["a", "b"] });
        Digest256 empty = await HostDataAsync(new AttesterSettings { Arguments = ["a", "b", ""] });
        Assert.Equal(3, new HashSet<Digest256> { one, two, empty }.Count);
    }

    [Fact]
    public async Task A_library_from_elsewhere_changes_host_data()
    {
        using TemporaryFolder folder = new();
        string foreign = folder.PathTo("foreign.so");
        File.Copy(SystemLibraryPath(), foreign);
        await using AttesterProcess attester = AttesterProcess.Start(cloud.Process);
        Digest256 before = await HostDataAsync(attester);
        Assert.Equal("loaded", await attester.CommandAsync($"native {foreign}"));
        Digest256 after = await HostDataAsync(attester);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task An_assembly_from_elsewhere_changes_host_data()
    {
        using TemporaryFolder folder = new();
        string foreign = folder.PathTo("foreign.dll");
        File.Copy(typeof(MeasurementTests).Assembly.Location, foreign);
        await using AttesterProcess attester = AttesterProcess.Start(cloud.Process);
        Digest256 before = await HostDataAsync(attester);
        Assert.Contains("LocalCloud.Tests", await attester.CommandAsync($"managed {foreign}"));
        Assert.NotEqual(before, await HostDataAsync(attester));
    }

    [Fact]
    public async Task A_library_that_was_deleted_after_it_was_loaded_does_not_pass()
    {
        using TemporaryFolder folder = new();
        string foreign = folder.PathTo("foreign.so");
        File.Copy(SystemLibraryPath(), foreign);
        await using AttesterProcess attester = AttesterProcess.Start(cloud.Process);
        Digest256 before = await HostDataAsync(attester);
        await attester.CommandAsync($"native {foreign}");
        File.Delete(foreign);

        // Whether its content can still be digested depends on privileges; without them there is no report at all.
        (int status, JsonElement body) = await attester.AskAsync("raw", "x");
        if (status == 200)
        {
            Assert.NotEqual(before, HostDataOf(Convert.FromHexString(body.GetProperty("report").GetString()!)));
        }
        else
        {
            Assert.Equal("not measured: MappedFileGone", body.GetProperty("error").GetString());
        }
    }

    [Fact]
    public async Task A_system_library_belongs_to_the_utility_vm_and_changes_nothing()
    {
        await using AttesterProcess attester = AttesterProcess.Start(cloud.Process);
        Digest256 before = await HostDataAsync(attester);
        Assert.Equal("loaded", await attester.CommandAsync($"native {SystemLibraryPath()}"));
        Assert.Equal(before, await HostDataAsync(attester));
    }

    [Fact]
    public async Task A_replaced_executable_is_not_measured()
    {
        using TemporaryFolder folder = new();
        TemporaryFolder.Copy(BuildOutput.FolderOf("LocalCloud.Attester"), folder.PathTo("app"));
        await using AttesterProcess attester = AttesterProcess.Start(cloud.Process, new AttesterSettings { Folder = folder.PathTo("app") });
        await HostDataAsync(attester);
        string executable = Path.Combine(folder.PathTo("app"), BuildOutput.AttesterName);
        File.Copy(executable, executable + ".new");
        File.Move(executable + ".new", executable, overwrite: true);
        await AssertRefusedAsync(attester, "ExecutableReplaced");
    }

    [Fact]
    public async Task A_link_in_the_publish_directory_is_not_measured()
    {
        using TemporaryFolder folder = new();
        TemporaryFolder.Copy(BuildOutput.FolderOf("LocalCloud.Attester"), folder.PathTo("app"));
        File.CreateSymbolicLink(Path.Combine(folder.PathTo("app"), "link"), "/etc/hostname");
        await using AttesterProcess attester = AttesterProcess.Start(cloud.Process, new AttesterSettings { Folder = folder.PathTo("app") });
        await AssertRefusedAsync(attester, "IrregularFile");
    }

    [Fact]
    public async Task Rules_that_are_malformed_are_not_measured()
    {
        using TemporaryFolder folder = new();
        TemporaryFolder.Copy(BuildOutput.FolderOf("LocalCloud.Attester"), folder.PathTo("app"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.PathTo("app"), "measurement.json"),
            """{"any_value_arguments":[],"any_value_variables":["LD_PRELOAD"]}""",
            TestContext.Current.CancellationToken);
        await using AttesterProcess attester = AttesterProcess.Start(cloud.Process, new AttesterSettings { Folder = folder.PathTo("app") });
        await AssertRefusedAsync(attester, "RulesMalformed");
    }

    [Fact]
    public async Task An_owner_predicts_host_data_from_the_publish_folder_alone()
    {
        AttesterSettings settings = new() { Arguments = ["--mode", "fast"], Environment = new Dictionary<string, string> { ["CLEANROOM_MODE"] = "other" } };
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string root = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        string version = Path.GetFileName(runtime);
        string[] folders = [$"host/fxr/{version}", $"shared/Microsoft.AspNetCore.App/{version}", $"shared/Microsoft.NETCore.App/{version}"];
        Assert.SkipUnless(folders.All(folder => Directory.Exists(Path.Combine(root, folder))), "needs one shared runtime of one version");

        MeasuredWorkload expected = new()
        {
            Executable = BuildOutput.AttesterName,
            Files = FilesOf(settings.Folder),
            Runtime = [.. folders.Select(folder => new MeasuredFile(folder, MeasuredWorkload.DigestOfFolder(FilesOf(Path.Combine(root, folder)))))],
            Arguments = ["--mode", "fast", "--socket", "anything"],
            Environment = [KeyValuePair.Create("CLEANROOM_MODE", "other"), KeyValuePair.Create("HOME", "/nowhere")],
            Rules = Rules(Path.Combine(settings.Folder, MeasurementRules.FileName)),
            ForeignCode = [],
        };
        Assert.True(expected.TryDescribe(out MeasuredPolicy? policy));
        Assert.Equal(policy.HostData, await HostDataAsync(settings));
    }

    [Fact]
    public async Task A_program_started_through_the_shared_host_is_not_measured()
    {
        await using AttesterProcess attester = AttesterProcess.Start(cloud.Process, new AttesterSettings
        {
            Executable = Environment.ProcessPath is string own && Path.GetFileName(own) == "dotnet" ? own : "dotnet",
            Arguments = [Path.Combine(BuildOutput.FolderOf("LocalCloud.Attester"), BuildOutput.AttesterName + ".dll")],
        });
        await AssertRefusedAsync(attester, "NoPublishDirectory");
    }

    private static MeasuredFile[] FilesOf(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => new MeasuredFile(Path.GetRelativePath(folder, path), Digest256.Of(File.ReadAllBytes(path))))];

    private static MeasurementRules Rules(string path)
    {
        Assert.True(MeasurementRules.TryParse(File.ReadAllBytes(path), out MeasurementRules? rules));
        return rules;
    }

    private static string SystemLibraryPath()
    {
        string? path = ((string[])["/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib/aarch64-linux-gnu"])
            .Select(folder => Path.Combine(folder, SystemLibrary)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"needs {SystemLibrary}");
        return path!;
    }

    private static async Task AssertRefusedAsync(AttesterProcess attester, string reason)
    {
        (int status, JsonElement body) = await attester.AskAsync("raw", "x");
        Assert.Equal(403, status);
        Assert.Equal($"not measured: {reason}", body.GetProperty("error").GetString());
    }

    // Of the workload as it is built; asked for once.
    private Task<Digest256> UnchangedAsync() => LazyInitializer.EnsureInitialized(ref s_unchanged, () => HostDataAsync(new AttesterSettings()));

    private async Task<Digest256> HostDataAsync(AttesterSettings settings)
    {
        await using AttesterProcess attester = AttesterProcess.Start(cloud.Process, settings);
        return await HostDataAsync(attester);
    }

    private static async Task<Digest256> HostDataAsync(AttesterProcess attester) => HostDataOf(await attester.ReportAsync([1]));

    private static Digest256 HostDataOf(byte[] report)
    {
        Assert.True(SnpReport.TryParse(report, out SnpReport? parsed, out SnpReportFailure failure), failure.ToString());
        return parsed.HostData;
    }
}
