using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Identity;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>The simulated region as a process: security processor, attestation service, key vault and identity endpoint.</summary>
internal sealed class SimulatedRegion : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private SimulatedRegion(ChildProcess process) => _process = process;

    internal string Vault => Text("vault");

    internal string Socket => Text("socket");

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
    /// <param name="options">More options of its command line.</param>
    /// <param name="cancellationToken">Gives up, and stops what was started.</param>
    internal static async Task<SimulatedRegion> StartAsync(
        string executable, string stateFolder, IEnumerable<string> options, CancellationToken cancellationToken) => new(
        await ChildProcess.StartAsync(
            executable,
            ["--state", stateFolder, "--stop-with-parent", .. options],
            CleanEnvironment.Create(new Dictionary<string, string>()),
            cancellationToken));

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
        MinimumUvmSvn = _process.Ready.GetProperty("uvm_svn").GetInt32(),
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

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private byte[] ServicesRoot()
    {
        using X509Certificate2 root = X509Certificate2.CreateFromPem(Text("services_root_pem"));
        return root.RawData;
    }

    private string Text(string name) => _process.Ready.GetProperty(name).GetString()!;
}
