using System.Diagnostics;
using System.Net;
using EnclaveCleanRoom.LocalCloud.Http;
using EnclaveCleanRoom.LocalCloud.Starting;
using EnclaveCleanRoom.LocalCloud.Tests.Processes;

namespace EnclaveCleanRoom.LocalCloud.Tests;

/// <summary>Where the program starts and where it does not, what it tells, and how it ends.</summary>
public sealed class StartingTests(Cloud cloud)
{
    private const UnixFileMode OwnerReads = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public void The_ready_line_is_kept_and_everything_in_the_state_is_its_owners_alone()
    {
        Assert.Equal(cloud.Process.ReadyLine, File.ReadAllText(Path.Combine(cloud.State, "endpoints.json")));
        Assert.All(
            Directory.EnumerateFiles(cloud.State, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) != ".new"),
            path => Assert.Equal(OwnerReads, File.GetUnixFileMode(path)));
        Assert.All(
            [cloud.State, .. Directory.EnumerateDirectories(cloud.State, "*", SearchOption.AllDirectories)],
            path => Assert.Equal(OwnerReads | UnixFileMode.UserExecute, File.GetUnixFileMode(path)));
    }

    [Fact]
    public void Private_keys_of_roots_and_issuers_are_not_kept()
    {
        foreach (string name in (string[])["HardwareRoot", "HardwareIssuer", "UvmRoot", "UvmIssuer", "ServicesRoot", "ServicesIssuer"])
        {
            Assert.DoesNotContain("PRIVATE KEY", File.ReadAllText(Path.Combine(cloud.State, "pki", name + ".pem")));
        }
    }

    [Fact]
    public async Task A_warm_start_keeps_the_roots_and_a_signal_or_the_end_of_input_stops_it()
    {
        using TemporaryFolder folder = new();
        await using CloudProcess first = await cloud.StartAnotherAsync(folder);
        Assert.Equal(cloud.Process.Text("hardware_root_sha256"), first.Text("hardware_root_sha256"));
        Assert.Equal(0, await first.StopBySignalAsync());
        await using CloudProcess second = await CloudProcess.StartAsync(folder.Path);
        Assert.Equal(first.Text("services_root_pem"), second.Text("services_root_pem"));
        Assert.Equal(0, await second.StopByEndOfInputAsync());
        Assert.False(File.Exists(second.Socket));
    }

    [Fact]
    public async Task Two_programs_do_not_share_a_state()
    {
        (int exitCode, string error) = await CloudProcess.RunToEndAsync("--state", cloud.State);
        Assert.Equal(ExitCode.StateInUse, exitCode);
        Assert.Contains("Another LocalCloud", error);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_the_start_with_a_sentence()
    {
        using TemporaryFolder folder = new();
        TemporaryFolder.Copy(Path.Combine(cloud.State, "pki"), folder.PathTo("pki"));
        (int exitCode, string error) = await CloudProcess.RunToEndAsync(
            "--state", folder.Path, "--vault-port", $"{new Uri(cloud.Process.Vault).Port}");
        Assert.Equal(ExitCode.CannotStart, exitCode);
        Assert.StartsWith("Cannot start: ", error);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("10.0.0.1")]
    [InlineData("localhost")]
    public void Only_loopback_addresses_are_taken(string address)
    {
        Assert.False(CommandLine.TryParse(["--state", "x", "--bind", address], out _, out string? problem));
        Assert.StartsWith("--bind takes a loopback address", problem);
        if (IPAddress.TryParse(address, out IPAddress? parsed))
        {
            Assert.Throws<ArgumentException>(() => LoopbackServer.Http(parsed, 0));
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.2")]
    [InlineData("::1")]
    public void Loopback_addresses_are_taken(string address)
    {
        Assert.True(CommandLine.TryParse(["--state", "x", "--bind", address], out CloudOptions? options, out _));
        Assert.Equal(IPAddress.Parse(address), options.Address);
    }

    [Theory]
    [InlineData("--state is required.")]
    [InlineData("--what is not an option.", "--what")]
    [InlineData("--state needs a value.", "--state")]
    [InlineData("--state is given twice.", "--state", "a", "--state", "b")]
    [InlineData("--vault-port takes a whole number from 0 to 65535.", "--state", "a", "--vault-port", "65536")]
    [InlineData("--vmpl takes a whole number from 0 to 3.", "--state", "a", "--vmpl", "4")]
    [InlineData("--guest-policy takes production or debug.", "--state", "a", "--guest-policy", "")]
    [InlineData("--token-lifetime takes a whole number from 1 to 28800.", "--state", "a", "--token-lifetime", "0")]
    public void A_wrong_command_line_is_refused_with_a_sentence(string wanted, params string[] args)
    {
        Assert.False(CommandLine.TryParse(args, out _, out string? problem));
        Assert.Equal(wanted, problem);
    }

    [Fact]
    public void Without_options_the_machine_is_as_production_is()
    {
        Assert.True(CommandLine.TryParse(["--state", "x"], out CloudOptions? options, out _));
        Assert.Equal(SecurityProcessor.GuestSettings.Production, options.Guest);
        Assert.Equal(TimeSpan.FromHours(8), options.TokenLifetime);
        Assert.Equal(TimeSpan.Zero, options.ClockOffset);
    }

    [Theory]
    [InlineData("dev/sev-guest")]
    [InlineData("dev/sev")]
    [InlineData("security-context-k3j2/reference-info-base64")]
    [InlineData("opt/confidential-containers/share/kata-containers/x")]
    public void A_confidential_guest_is_recognised(string path)
    {
        using TemporaryFolder root = new();
        Assert.Null(GuestProbe.FindGuestInterface(root.Path, null));
        Directory.CreateDirectory(Path.GetDirectoryName(root.PathTo(path))!);
        File.WriteAllText(root.PathTo(path), "");
        Assert.NotNull(GuestProbe.FindGuestInterface(root.Path, null));
    }

    [Fact]
    public async Task The_program_does_not_start_where_the_platform_names_a_security_context()
    {
        using TemporaryFolder folder = new();
        ProcessStartInfo start = new(BuildOutput.LocalCloud, ["--state", folder.Path]) { RedirectStandardError = true };
        start.Environment["UVM_SECURITY_CONTEXT_DIR"] = "/security-context-x";
        using Process process = Process.Start(start)!;
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.InsideGuest, process.ExitCode);
        Assert.Contains("confidential guest", error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }
}
