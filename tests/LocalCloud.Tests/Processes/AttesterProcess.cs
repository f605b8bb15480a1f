using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.LocalCloud.Tests.Processes;

/// <summary>A running workload that asks for evidence about itself.</summary>
internal sealed class AttesterProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private AttesterProcess(Process process) => _process = process;

    public int ProcessId => _process.Id;

    /// <summary>Starts the workload with an environment of its own, as an orchestrator would.</summary>
    public static AttesterProcess Start(CloudProcess cloud, AttesterSettings? settings = null)
    {
        settings ??= new AttesterSettings();
        string executable = settings.Executable ?? Path.Combine(settings.Folder, BuildOutput.AttesterName);
        ProcessStartInfo start = new(executable, [.. settings.Arguments, "--socket", settings.Socket ?? cloud.Socket])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (string name in (string[])["DOTNET_ROOT", "HOME"])
        {
            if (Environment.GetEnvironmentVariable(name) is string value)
            {
                start.Environment[name] = value;
            }
        }

        foreach ((string name, string value) in settings.Environment)
        {
            start.Environment[name] = value;
        }

        return new AttesterProcess(Process.Start(start)!);
    }

    /// <summary>Asks for a report: its bytes.</summary>
    public async Task<byte[]> ReportAsync(byte[] runtimeData)
    {
        (int status, JsonElement body) = await AskAsync("raw", runtimeData);
        Assert.Equal(200, status);
        return Convert.FromHexString(body.GetProperty("report").GetString()!);
    }

    public Task<(int Status, JsonElement Body)> AskAsync(string kind, string runtimeData) =>
        AskAsync(kind, Encoding.UTF8.GetBytes(runtimeData));

    public async Task<(int Status, JsonElement Body)> AskAsync(string kind, byte[] runtimeData)
    {
        string answer = await CommandAsync($"{kind} {Convert.ToBase64String(runtimeData)}");
        string[] parts = answer.Split(' ', 2);
        return (int.Parse(parts[0]), JsonDocument.Parse(parts[1]).RootElement);
    }

    /// <summary>Gives one command and waits for its answer.</summary>
    public async Task<string> CommandAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        string? answer = await _process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
        return answer ?? throw new InvalidOperationException($"The attester ended: {await _process.StandardError.ReadToEndAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        _process.Dispose();
    }
}
