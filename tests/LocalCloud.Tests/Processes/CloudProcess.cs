using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace EnclaveCleanRoom.LocalCloud.Tests.Processes;

/// <summary>A running LocalCloud, and a client that trusts its services' root as a relying party would be told to.</summary>
internal sealed class CloudProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private CloudProcess(Process process, string readyLine)
    {
        _process = process;
        ReadyLine = readyLine;
        Endpoints = JsonDocument.Parse(readyLine).RootElement;
        ServicesRoot = X509Certificate2.CreateFromPem(Text("services_root_pem"));
        Http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { ServicesRoot },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        });
    }

    public string ReadyLine { get; }

    public JsonElement Endpoints { get; }

    public X509Certificate2 ServicesRoot { get; }

    public HttpClient Http { get; }

    public int ProcessId => _process.Id;

    public string Attestation => Text("attestation");

    public string Vault => Text("vault");

    public string Socket => Text("socket");

    public string Text(string member) => Endpoints.GetProperty(member).GetString()!;

    public static async Task<CloudProcess> StartAsync(string state, params string[] options)
    {
        Process process = Launch(["--state", state, "--stop-with-parent", .. options]);
        string? line = await process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
        return line is not null
            ? new CloudProcess(process, line)
            : throw new InvalidOperationException($"LocalCloud did not start: {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Starts a LocalCloud that is expected to end by itself.</summary>
    public static async Task<(int ExitCode, string Error)> RunToEndAsync(params string[] arguments)
    {
        using Process process = Launch(arguments);
        process.StandardInput.Close();
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(s_patience);
        return (process.ExitCode, error);
    }

    /// <summary>Ends standard input, as the end of the parent does, and waits.</summary>
    public async Task<int> StopByEndOfInputAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return _process.ExitCode;
    }

    /// <summary>Sends SIGTERM and waits.</summary>
    public async Task<int> StopBySignalAsync()
    {
        using Process kill = Process.Start("/bin/kill", ["-TERM", $"{ProcessId}"]);
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopByEndOfInputAsync();
        }

        Http.Dispose();
        ServicesRoot.Dispose();
        _process.Dispose();
    }

    private static Process Launch(string[] arguments) => Process.Start(new ProcessStartInfo(BuildOutput.LocalCloud, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
