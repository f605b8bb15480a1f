using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>A simulated region: security processor, attestation service, key vault and identity endpoint, in a process of their own.</summary>
internal sealed class SimulatedRegion : IAsyncDisposable
{
    /// <summary>The client id by which rooms are known to the region's vault, whose role there is to ask for keys and nothing else.</summary>
    internal const string RoomIdentity = "simulated-room";

    private const string RolesOption = "--roles";

    private readonly JsonElement _endpoints;
    private readonly ChildProcess? _process;

    private SimulatedRegion(JsonElement endpoints, ChildProcess? process)
    {
        _endpoints = endpoints;
        _process = process;
    }

    internal string Vault => Text("vault");

    internal string Socket => Text("socket");

    internal int ProcessId => _endpoints.GetProperty("process_id").GetInt32();

    internal string AttestationAuthority => Text("attestation");

    /// <summary>What a process needs in its environment to obtain access tokens here.</summary>
    internal IReadOnlyDictionary<string, string> IdentityEnvironment => new Dictionary<string, string>
    {
        ["IDENTITY_ENDPOINT"] = Text("identity_endpoint"),
        ["IDENTITY_HEADER"] = Text("identity_header"),
    };

    /// <summary>Starts a region with a folder for its state.</summary>
    /// <param name="executable">The simulated cloud.</param>
    /// <param name="stateFolder">Keys, certificates and vault.</param>
    /// <param name="options">More options of its command line; roles among them take the place of the usual ones.</param>
    /// <param name="cancellationToken">Gives up, and stops what was started.</param>
    /// <param name="log">Told what the process says once it is ready.</param>
    internal static async Task<SimulatedRegion> StartAsync(
        string executable, string stateFolder, IEnumerable<string> options, CancellationToken cancellationToken, Action<string>? log = null)
    {
        string[] more = [.. options];
        string[] roles = more.Contains(RolesOption) ? [] : [RolesOption, $"{RoomIdentity}=crypto-service-release-user"];
        ChildProcess process = await ChildProcess.StartAsync(
            executable,
            ["--state", stateFolder, "--stop-with-parent", .. roles, .. more],
            CleanEnvironment.Create(new Dictionary<string, string>()),
            cancellationToken,
            log);
        return new SimulatedRegion(process.Ready, process);
    }

    /// <summary>A region that somebody else started and will stop, by what it said when it was ready.</summary>
    internal static SimulatedRegion Known(JsonElement endpoints) => new(endpoints, null);

    /// <summary>Waits until the process has ended by itself; at once when somebody else started it.</summary>
    internal Task WaitForEndAsync(CancellationToken cancellationToken) => _process?.WaitForEndAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>The owners' credential for the simulated vault.</summary>
    internal TokenCredential CreateCredential()
    {
        foreach ((string name, string value) in IdentityEnvironment)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        return new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned);
    }

    /// <summary>The enclave terms of an agreement that accepts this region, and says SIMULATED while doing so.</summary>
    internal EnclaveTerms Describe(Digest256 hostData) => new()
    {
        HostData = [hostData],
        MinimumTcb = [new TcbTerms { Product = SnpProduct.Milan, Bootloader = 3, Tee = 0, Snp = 20, Microcode = 200, Fmc = 0 }],
        MinimumUvmSvn = _endpoints.GetProperty("uvm_svn").GetInt32(),
        HardwareRoots =
        [
            new HardwareRootTerms
            {
                Name = "SIMULATED hardware root",
                Product = SnpProduct.Milan,
                Certificate = Digest256.Parse(Text("hardware_root_sha256")),
            },
        ],
        UvmIssuer = Text("uvm_issuer"),
        UvmFeed = Text("uvm_feed"),
        AttestationAuthority = AttestationAuthority,
        ServiceRoots = new NamedServiceRoots { Certificates = [ServicesRoot()] },
    };

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private byte[] ServicesRoot()
    {
        using X509Certificate2 root = X509Certificate2.CreateFromPem(Text("services_root_pem"));
        return root.RawData;
    }

    private string Text(string name) => _endpoints.GetProperty(name).GetString()!;
}
