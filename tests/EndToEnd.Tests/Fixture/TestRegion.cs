using Azure.Core;
using EnclaveCleanRoom.DataOwnerClient.Demo;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>A simulated region and the credential that an owner has there.</summary>
internal sealed class TestRegion : IAsyncDisposable
{
    private readonly string _executable;

    private TestRegion(string executable, SimulatedRegion region, string stateFolder)
    {
        _executable = executable;
        Region = region;
        StateFolder = stateFolder;
        Credential = CredentialFor(region);
    }

    internal SimulatedRegion Region { get; private set; }

    internal string StateFolder { get; }

    internal TokenCredential Credential { get; private set; }

    internal static async Task<TestRegion> StartAsync(string executable, string stateFolder, string[] options) =>
        new(executable, await SimulatedRegion.StartAsync(executable, stateFolder, options, CancellationToken.None), stateFolder);

    /// <summary>
    /// The same region with other options: its keys, its vault, its addresses and its socket are those from before, so that who
    /// runs in it notices nothing but what the options change.
    /// </summary>
    internal async Task RestartAsync(params string[] options)
    {
        int attestation = new Uri(Region.AttestationAuthority).Port;
        int vault = new Uri(Region.Vault).Port;
        int identity = new Uri(Region.IdentityEnvironment["IDENTITY_ENDPOINT"]).Port;
        await Region.DisposeAsync();
        Region = await SimulatedRegion.StartAsync(
            _executable,
            StateFolder,
            ["--attestation-port", $"{attestation}", "--vault-port", $"{vault}", "--identity-port", $"{identity}", .. options],
            CancellationToken.None);
        Credential = CredentialFor(Region);
    }

    public ValueTask DisposeAsync() => Region.DisposeAsync();

    private static RegionCredential CredentialFor(SimulatedRegion region) =>
        new(new Uri(region.IdentityEnvironment["IDENTITY_ENDPOINT"]), region.IdentityEnvironment["IDENTITY_HEADER"]);
}
