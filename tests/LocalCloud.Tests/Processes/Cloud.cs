using EnclaveCleanRoom.LocalCloud.Tests.Processes;

[assembly: AssemblyFixture(typeof(Cloud))]

namespace EnclaveCleanRoom.LocalCloud.Tests.Processes;

/// <summary>One LocalCloud for all tests that need no special one; its keys are made once for all.</summary>
public sealed class Cloud : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal CloudProcess Process { get; private set; } = null!;

    internal string State => _folder.PathTo("state");

    public async ValueTask InitializeAsync() => Process = await CloudProcess.StartAsync(State);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Starts another one with the same keys and other options; what it makes afterwards is its own.</summary>
    internal Task<CloudProcess> StartAnotherAsync(TemporaryFolder folder, params string[] options)
    {
        TemporaryFolder.Copy(Path.Combine(State, "pki"), folder.PathTo("pki"));
        return CloudProcess.StartAsync(folder.Path, options);
    }
}
