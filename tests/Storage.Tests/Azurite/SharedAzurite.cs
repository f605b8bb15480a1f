namespace EnclaveCleanRoom.Storage.Tests.Azurite;

/// <summary>One server for all tests of a class, started by the first that needs it; each test has a container of its own.</summary>
public sealed class SharedAzurite : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private AzuriteServer? _server;
    private int _containers;

    public async ValueTask DisposeAsync()
    {
        _starting.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    /// <summary>The server and a fresh container in it; or the test is skipped.</summary>
    internal async Task<(AzuriteServer Server, string Container)> ContainerAsync(CancellationToken cancellationToken)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            string name = $"test-{++_containers}";
            if (_server is null)
            {
                _server = await AzuriteServer.StartAsync(name, cancellationToken);
            }
            else
            {
                await _server.MakeContainerAsync(name, cancellationToken);
            }

            return (_server, name);
        }
        finally
        {
            _starting.Release();
        }
    }
}
