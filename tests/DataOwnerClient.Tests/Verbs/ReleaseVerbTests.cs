using System.Diagnostics;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Verbs;

/// <summary>All that a release says of itself, in one folder, from the host as it was built beside these tests.</summary>
public sealed class ReleaseVerbTests : IDisposable
{
    private static readonly string s_host = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "EnclaveHost", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))));
    private static readonly string s_lock = $"--lock {Repository.PathTo("src", "EnclaveHost", "packages.lock.json")}";
    private static readonly string s_settings = $"--settings {Repository.PathTo("infra", "policy.json")}";
    private static readonly string s_layers = $"--layers {Repository.PathTo("infra", "layers.example.json")}";

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void An_images_release_holds_digests_bill_layers_policy_and_host_data_and_is_the_same_again()
    {
        string printed = _shell.Do($"release {s_host} {s_lock} {s_settings} {s_layers} --out release");
        _shell.Do($"release {s_host} {s_lock} {s_settings} {s_layers} --out again");
        string[] files = ["HOSTDATA", "SHA256SUMS", "layers.json", "policy.rego", "sbom.cdx.json"];
        Assert.Equal(files, Directory.EnumerateFiles(_shell.At("release")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.All(files, file =>
        {
            byte[] content = File.ReadAllBytes(_shell.At($"release/{file}"));
            Assert.Contains($"{Digest256.Of(content)}  {file}", printed, StringComparison.Ordinal);
            Assert.Equal(content, File.ReadAllBytes(_shell.At($"again/{file}")));
        });

        // What the parties sign is what the other verb prints, and anybody's sha256sum agrees.
        string hostData = _shell.Do($"policy {s_settings} {s_layers} --rules {Path.Combine(s_host, "measurement.json")}").Trim();
        Assert.Equal($"{hostData}  policy.rego\n", File.ReadAllText(_shell.At("release/HOSTDATA")));
        using Process check = Process.Start(new ProcessStartInfo("sha256sum", ["--check", "--quiet", "HOSTDATA"]) { WorkingDirectory = _shell.At("release") })!;
        check.WaitForExit();
        Assert.Equal(0, check.ExitCode);
    }

    [Fact]
    public void A_release_without_an_image_says_that_it_has_no_host_data()
    {
        Assert.Contains("without the host data of an image", _shell.Do($"release {s_host} {s_lock} --out release"), StringComparison.Ordinal);
        Assert.False(File.Exists(_shell.At("release/HOSTDATA")));
    }

    [Fact]
    public void Half_of_what_a_policy_needs_is_refused_and_writes_nothing()
    {
        Shell.Outcome outcome = _shell.Run($"release {s_host} {s_lock} {s_settings} --out release");
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains("Give --settings and --layers together", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_shell.At("release")));
    }
}
