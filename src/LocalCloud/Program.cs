using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.Json;
using EnclaveCleanRoom.LocalCloud;
using EnclaveCleanRoom.LocalCloud.Starting;
using EnclaveCleanRoom.LocalCloud.State;

[assembly: SupportedOSPlatform("linux")]

if (!CommandLine.TryParse(args, out CloudOptions? options, out string? problem))
{
    await Console.Error.WriteLineAsync(problem + "\n\n" + CommandLine.Usage);
    return ExitCode.Usage;
}

if (GuestProbe.FindGuestInterface("/", Environment.GetEnvironmentVariable("UVM_SECURITY_CONTEXT_DIR")) is string found)
{
    await Console.Error.WriteLineAsync($"This looks like a confidential guest ({found}). Simulated services do not run beside real evidence.");
    return ExitCode.InsideGuest;
}

using StateDirectory? state = StateDirectory.TryOpen(options.StateDirectory);
if (state is null)
{
    await Console.Error.WriteLineAsync($"Another LocalCloud uses {options.StateDirectory}.");
    return ExitCode.StateInUse;
}

using CancellationTokenSource stopping = new();
using PosixSignalRegistration onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
if (options.StopWithParent)
{
    // From the beginning: who started this may end before everything is up.
    _ = Task.Run(WatchParentAsync);
}

try
{
    await using Region region = await Region.StartAsync(options, state, stopping.Token);
    byte[] endpoints = JsonSerializer.SerializeToUtf8Bytes(region.Endpoints);
    StateDirectory.WriteOwnerOnly(state.PathTo("endpoints.json"), endpoints);
    await using (Stream output = Console.OpenStandardOutput())
    {
        await output.WriteAsync(endpoints);
        await output.WriteAsync("\n"u8.ToArray());
    }

    await Task.Delay(Timeout.Infinite, stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    return ExitCode.Stopped;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    return ExitCode.Stopped;
}
catch (Exception failure) when (failure is IOException or SocketException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"Cannot start: {failure.Message}");
    return ExitCode.CannotStart;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}

async Task WatchParentAsync()
{
    await using Stream input = Console.OpenStandardInput();
    byte[] ignored = new byte[256];
    while (await input.ReadAsync(ignored) > 0)
    {
        // Only the end of the stream means something.
    }

    await stopping.CancelAsync();
}
