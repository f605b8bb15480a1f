using EnclaveCleanRoom.LocalCloud.AttestationService;
using EnclaveCleanRoom.LocalCloud.Http;
using EnclaveCleanRoom.LocalCloud.KeyVault;
using EnclaveCleanRoom.LocalCloud.ManagedIdentity;
using EnclaveCleanRoom.LocalCloud.Measurement;
using EnclaveCleanRoom.LocalCloud.Pki;
using EnclaveCleanRoom.LocalCloud.SecurityProcessor;
using EnclaveCleanRoom.LocalCloud.Starting;
using EnclaveCleanRoom.LocalCloud.State;

namespace EnclaveCleanRoom.LocalCloud;

/// <summary>
/// The simulated region: four servers that know nothing of each other but what their real counterparts would.
/// <list type="number">
/// <item>the security processor and utility VM, on a Unix socket;</item>
/// <item>the attestation service, which trusts the hardware root;</item>
/// <item>the key vault, which trusts the attestation service through discovery, and the directory's bearer tokens;</item>
/// <item>the managed-identity endpoint, which hands those out.</item>
/// </list>
/// </summary>
internal sealed class Region : IAsyncDisposable
{
    private readonly List<WebApplication> _servers = [];
    private readonly List<IDisposable> _owned = [];

    private Region()
    {
    }

    /// <summary>Where everything is reached and what vouches for it.</summary>
    public Endpoints Endpoints { get; private set; } = null!;

    /// <summary>Starts all servers; when one cannot start, none stays.</summary>
    public static async Task<Region> StartAsync(CloudOptions options, StateDirectory state, CancellationToken cancellation)
    {
        Region region = new();
        try
        {
            await region.StartServersAsync(options, state, cancellation).ConfigureAwait(false);
            return region;
        }
        catch
        {
            await region.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_servers.Select(server => server.StopAsync())).ConfigureAwait(false);
        foreach (WebApplication server in _servers)
        {
            await server.DisposeAsync().ConfigureAwait(false);
        }

        _owned.ForEach(owned => owned.Dispose());
    }

    private async Task StartServersAsync(CloudOptions options, StateDirectory state, CancellationToken cancellation)
    {
        TimeProvider clock = TimeProvider.System;
        SimulatedPki pki = Own(await PkiStore.LoadOrCreateAsync(state, clock.GetUtcNow(), cancellation).ConfigureAwait(false));
        AccessTokens tokens = Own(AccessTokens.LoadOrCreate(state));
        AuthorityClient authorities = Own(new AuthorityClient(pki.ServicesRoot));

        UtilityVm vm = UtilityVm.Endorse(pki, clock.GetUtcNow());
        SecurityProcessorService processor = new(new ReportSigner(pki, options.Guest), vm, new ProcessMeasurer(new SharedRuntime(clock)));
        TokenService attestation = new(
            new EvidenceVerifier(pki, vm.Anchor), new TokenSigner(pki.AttestationSigner), options.TokenLifetime, new OffsetClock(options.ClockOffset));
        KeyStore keys = KeyStore.Load(state);
        VaultService vault = new(
            keys, new KeyWriter(keys, clock), new KeyReleaser(new PolicyEvaluator(authorities, clock), pki), tokens, options.Roles, clock);
        IdentityService identity = new(tokens, clock);

        // A socket file that an earlier program left behind would make the name look taken; the state lock says that it is gone.
        File.Delete(options.SocketPath);
        WebApplication processorServer = Add(LoopbackServer.UnixSocket(options.SocketPath, AskingProcess.Identify), processor.Map);
        WebApplication attestationServer = Add(
            LoopbackServer.Https(options.Address, options.AttestationPort, pki.ServicesTls, pki.ServicesIssuer), attestation.Map);
        WebApplication vaultServer = Add(
            LoopbackServer.Https(options.Address, options.VaultPort, pki.ServicesTls, pki.ServicesIssuer), vault.Map);
        WebApplication identityServer = Add(LoopbackServer.Http(options.Address, options.IdentityPort), identity.Map);
        await Task.WhenAll(_servers.Select(server => server.StartAsync(cancellation))).ConfigureAwait(false);
        File.SetUnixFileMode(options.SocketPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        attestation.Url = LoopbackServer.UrlOf(attestationServer);
        vault.Url = LoopbackServer.UrlOf(vaultServer);
        Endpoints = Endpoints.Describe(
            options.SocketPath, attestation.Url, vault.Url, LoopbackServer.UrlOf(identityServer) + IdentityService.Path, identity.Header, pki, vm);
        _ = processorServer;
    }

    private T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    private WebApplication Add(WebApplication server, Action<IEndpointRouteBuilder> map)
    {
        map(server);
        _servers.Add(server);
        return server;
    }
}
