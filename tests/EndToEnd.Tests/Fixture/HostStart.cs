using System.Diagnostics;
using EnclaveCleanRoom.DataOwnerClient.Demo;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>Starts a host that is expected to refuse, and gives its exit code and what it said.</summary>
internal static class HostStart
{
    /// <summary>The host's own code for a refusal to start.</summary>
    internal const int Refused = 3;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    internal static async Task<(int ExitCode, string Said)> TryAsync(
        TestWorld world, TestRegion region, string agreementFile, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(RoomProcess.ExecutableIn(world.Programs.EnclaveHostFolder))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in RoomProcess.EnvironmentFor(agreementFile, world.NewPath("room"), region.Region))
        {
            start.Environment[name] = value;
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            // A host that does start says so on its standard output, and is a failure of the test that started it.
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string? ready = await process.StandardOutput.ReadLineAsync(limit.Token);
            Assert.True(ready is null, $"the host started: {ready}");
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
