using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Demo;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>
/// A program in the guest that, unlike the host, minds nothing that it is started with, and asks the security processor for
/// evidence about itself: what the processor measured, not what anybody predicts.
/// </summary>
internal sealed class AttesterProgram : IAsyncDisposable
{
    private const string Name = "EnclaveCleanRoom.LocalCloud.Attester";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly RSA _wrapping = RSA.Create(2048);
    private readonly ECDsa _signing = ECDsa.Create(ECCurve.NamedCurves.nistP384);

    private AttesterProgram(Process process) => _process = process;

    /// <summary>The files that the process has mapped, as the kernel lists them.</summary>
    internal string Mapped => File.ReadAllText($"/proc/{_process.Id}/maps");

    internal static AttesterProgram Start(TestWorld world, TestRegion region, params IEnumerable<(string Name, string Value)> environment)
    {
        string host = world.Programs.EnclaveHostFolder;
        string program = Path.GetFullPath(Path.Combine(host, "..", "..", "LocalCloud.Attester", Path.GetFileName(host), Name));
        ProcessStartInfo start = new(program, ["--socket", region.Region.Socket])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in CleanEnvironment.Create(environment.ToDictionary(entry => entry.Name, entry => entry.Value)))
        {
            start.Environment[name] = value;
        }

        return new AttesterProgram(Process.Start(start)!);
    }

    /// <summary>Evidence about this process, for keys of its own and an agreement.</summary>
    internal async Task<Evidence> AttestAsync(Digest256 agreement)
    {
        RuntimeClaims claims = RuntimeClaims.Create(
            RsaPublicJwk.FromRsa(_wrapping, "wrapping", "encrypt"), EcPublicJwk.FromKey(_signing), agreement, agreement, RandomNumberGenerator.GetBytes(32));
        await _process.StandardInput.WriteLineAsync($"combined {Convert.ToBase64String(claims.Encoded.Span)}");
        string line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(s_patience)
            ?? await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("200 ", line, StringComparison.Ordinal);
        JsonElement answer = JsonElement.Parse(line[4..]);
        Assert.True(Evidence.TryCreate(Part("evidence"), Part("endorsements"), Part("uvm_endorsements"), claims.Encoded, out Evidence? evidence, out EvidenceFailure failure), failure.ToString());
        return evidence;

        byte[] Part(string name) => Convert.FromBase64String(answer.GetProperty(name).GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        _process.Dispose();
        _wrapping.Dispose();
        _signing.Dispose();
    }
}
