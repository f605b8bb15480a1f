using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Refusals;

/// <summary>
/// Foreign code that comes into a process by its environment. The host refuses to start with it; a program that does not mind is
/// measured as another program, and so is a host whose look around was deceived.
/// </summary>
public sealed class ForeignCodeTests(TestWorld world)
{
    private const string HostDataClaim = "x-ms-sevsnpvm-hostdata";

    [Theory]
    [InlineData("LD_PRELOAD={library}")]
    [InlineData("DOTNET_STARTUP_HOOKS={hook}")]
    [InlineData("CORECLR_ENABLE_PROFILING=1", "CORECLR_PROFILER={11111111-2222-3333-4444-555555555555}", "CORECLR_PROFILER_PATH={library}", "DOTNET_EnableDiagnostics=1")]
    [InlineData("DOTNET_DiagnosticPorts={folder}/port,nosuspend", "DOTNET_EnableDiagnostics=1")]
    public async Task A_preload_startup_hook_profiler_or_diagnostics_port_is_refused_and_measures_as_another_program(params string[] assignments)
    {
        ForeignCode foreign = new(world);
        (string Name, string Value)[] variables = [.. assignments.Select(foreign.Assign)];
        (int exitCode, string said) = await HostStart.TryAsync(world, world.Region, world.Agree().AgreementFile, variables);
        Assert.Equal(HostStart.Refused, exitCode);
        Assert.All(variables, variable => Assert.Contains(variable.Name, said, StringComparison.Ordinal));
        Assert.Contains("refused to start: the environment", said, StringComparison.Ordinal);
        Assert.Equal(assignments[0].EndsWith("{hook}", StringComparison.Ordinal), foreign.HookRan);

        // As it should be, the program satisfies owner and vault; so nothing is left to refuse but what came in.
        Deal deal = await AgreeOnAttesterAsync();
        await using (AttesterProgram clean = StartAttester())
        {
            Evidence evidence = await clean.AttestAsync(deal.Agreement.Hash);
            Assert.Empty(OwnersAppraisal.Of(evidence, deal.Agreement).Refusals);
            string token = await TokenRequest.AskAsync(deal.Agreement.Agreement.Enclave, evidence);
            Assert.True((await VaultRequest.EvaluateAsync(deal, StandardAgreement.Ads, token)).IsGranted);
        }

        await using AttesterProgram steered = StartAttester(variables);
        await IsRefusedAsync(deal, await steered.AttestAsync(deal.Agreement.Hash));
        Assert.Equal(assignments[0].StartsWith("LD_PRELOAD", StringComparison.Ordinal), steered.Mapped.Contains(foreign.Library, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_startup_hook_that_hides_from_the_host_is_measured_all_the_same()
    {
        // It runs before the host does, and takes its name out of what the host sees: the host starts.
        ForeignCode foreign = new(world, hides: true);
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync(further: ("DOTNET_STARTUP_HOOKS", foreign.Hook));
        Assert.True(foreign.HookRan);
        Evidence evidence = await TokenRequest.FetchEvidenceAsync(room.Address);
        Assert.NotEqual(world.HostData, evidence.Report.HostData);
        await IsRefusedAsync(deal, evidence);
        await Assert.ThrowsAsync<DataOwnerClient.ClientException>(room.InstanceAsync);
    }

    private static async Task IsRefusedAsync(Deal deal, Evidence evidence)
    {
        AppraisalReport report = OwnersAppraisal.Of(evidence, deal.Agreement);
        Assert.Equal(AppraisalVerdict.GenuineNotAcceptable, report.Verdict);
        Assert.Equal("host_data", Assert.Single(report.Refusals).Claim);
        string token = await TokenRequest.AskAsync(deal.Agreement.Agreement.Enclave, evidence);
        await VaultRequest.ForbidsForAsync(deal, StandardAgreement.Ads, token, HostDataClaim);
    }

    /// <summary>An agreement that accepts what the attesting program measures as when it is left alone.</summary>
    private async Task<Deal> AgreeOnAttesterAsync()
    {
        await using AttesterProgram clean = StartAttester();
        Digest256 hostData = (await clean.AttestAsync(Digest256.Of("none yet"u8))).Report.HostData;
        return world.Agree(agreement => agreement with { Enclave = agreement.Enclave with { HostData = [hostData] } });
    }

    private AttesterProgram StartAttester(params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> environment = new() { ["DOTNET_EnableDiagnostics"] = "0" };
        foreach ((string name, string value) in variables)
        {
            environment[name] = value;
        }

        return AttesterProgram.Start(world, world.Region, environment.Select(entry => (entry.Key, entry.Value)));
    }
}
