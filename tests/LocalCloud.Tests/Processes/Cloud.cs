using EnclaveCleanRoom.LocalCloud.Tests.Processes;

[assembly: AssemblyFixture(typeof(Cloud))]

namespace EnclaveCleanRoom.LocalCloud.Tests.Processes;

/// <summary>One LocalCloud for all tests that need no special one; its keys are made once for all.</summary>
public sealed class Cloud : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<CloudProcess>> _foreign;

    public Cloud() => _foreign = new(() => CloudProcess.StartAsync(_folder.PathTo("foreign")));

    internal CloudProcess Process { get; private set; } = null!;

    internal string State => _folder.PathTo("state");

    public async ValueTask InitializeAsync() => Process = await CloudProcess.StartAsync(State);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        if (_foreign.IsValueCreated)
        {
            await (await _foreign.Value).DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>A region with roots of its own, which nobody here trusts; started once, when it is first asked for.</summary>
    internal Task<CloudProcess> ForeignAsync() => _foreign.Value;

    /// <summary>Starts another one with the same keys and other options; what it makes afterwards is its own.</summary>
    internal Task<CloudProcess> StartAnotherAsync(TemporaryFolder folder, params string[] options)
    {
        TemporaryFolder.Copy(Path.Combine(State, "pki"), folder.PathTo("pki"));
        return CloudProcess.StartAsync(folder.Path, options);
    }
}
