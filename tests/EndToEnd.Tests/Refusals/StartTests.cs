using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Demo;
using EnclaveCleanRoom.DataOwnerClient.Measuring;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Refusals;

/// <summary>What the host itself refuses to start with.</summary>
public sealed class StartTests(TestWorld world)
{
    [Theory]
    [InlineData("LD_PRELOAD", "")]
    [InlineData("DOTNET_STARTUP_HOOKS", "")]
    [InlineData("CORECLR_ENABLE_PROFILING", "0")]
    [InlineData("DOTNET_EnableDiagnostics", "1")]
    [InlineData("DOTNET_DiagnosticPorts", "")]
    public async Task A_preload_startup_hook_profiler_or_diagnostics_port_is_refused_and_measures_as_another_program(string name, string value)
    {
        // An empty value does nothing, so that the program comes as far as to look: the presence of the name is the refusal.
        Deal deal = world.Agree();
        (int exitCode, string said) = await HostStart.TryAsync(world, world.Region, deal.AgreementFile, (name, value));
        Assert.Equal(HostStart.Refused, exitCode);
        Assert.Contains("refused to start: the environment", said, StringComparison.Ordinal);
        Assert.Contains(name, said, StringComparison.Ordinal);

        Dictionary<string, string> environment = new(RoomProcess.EnvironmentFor(deal.AgreementFile, "", world.Region.Region)) { [name] = value };
        Assert.NotEqual(
            world.HostData,
            WorkloadPolicy.Predict(
                world.Programs.EnclaveHostFolder, RoomProcess.Executable, environment, WorkloadPolicy.CurrentDotnetRoot()).HostData);
    }

    [Fact]
    public async Task An_agreement_that_one_party_did_not_sign_is_refused()
    {
        Agreement agreement = StandardAgreement.Write(world.Publisher, world.Advertiser, world.Region, world.HostData);
        string file = world.NewPath("agreement");
        await File.WriteAllBytesAsync(file, AgreementSigning.Encode(agreement, world.Publisher), TestContext.Current.CancellationToken);
        (int exitCode, string said) = await HostStart.TryAsync(world, world.Region, file);
        Assert.Equal(HostStart.Refused, exitCode);
        Assert.Contains("the agreement is not accepted", said, StringComparison.Ordinal);
        Assert.Contains("SignatureMissing: not signed by advertiser", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agreement_with_one_changed_byte_is_refused()
    {
        Deal deal = world.Agree();
        byte[] changed = deal.Agreement.Encoded.ToArray();
        changed[^1] ^= 1;
        string file = world.NewPath("agreement");
        await File.WriteAllBytesAsync(file, changed, TestContext.Current.CancellationToken);
        (int exitCode, string said) = await HostStart.TryAsync(world, world.Region, file);
        Assert.Equal(HostStart.Refused, exitCode);
        Assert.Contains("SignatureInvalid", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_agreement_is_refused_by_the_attested_time()
    {
        Deal deal = world.Agree(agreement => agreement with { Expires = StandardAgreement.InSeconds(TimeSpan.FromMinutes(-1)) });
        (int exitCode, string said) = await HostStart.TryAsync(world, world.Region, deal.AgreementFile);
        Assert.Equal(HostStart.Refused, exitCode);
        Assert.Contains("the agreement expired", said, StringComparison.Ordinal);
    }
}
