using Azure.Core;
using EnclaveCleanRoom.DataOwnerClient.Demo;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>A simulated region and the credential that an owner has there.</summary>
internal sealed class TestRegion : IAsyncDisposable
{
    private TestRegion(SimulatedRegion region, string stateFolder)
    {
        Region = region;
        StateFolder = stateFolder;
        Credential = new RegionCredential(
            new Uri(region.IdentityEnvironment["IDENTITY_ENDPOINT"]), region.IdentityEnvironment["IDENTITY_HEADER"]);
    }

    internal SimulatedRegion Region { get; }

    internal string StateFolder { get; }

    internal TokenCredential Credential { get; }

    internal static async Task<TestRegion> StartAsync(string executable, string stateFolder, string[] options) =>
        new(await SimulatedRegion.StartAsync(executable, stateFolder, options, CancellationToken.None), stateFolder);

    public ValueTask DisposeAsync() => Region.DisposeAsync();
}
