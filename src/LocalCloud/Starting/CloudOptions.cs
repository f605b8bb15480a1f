using System.Net;
using EnclaveCleanRoom.LocalCloud.KeyVault;
using EnclaveCleanRoom.LocalCloud.SecurityProcessor;

namespace EnclaveCleanRoom.LocalCloud.Starting;

/// <summary>What the command line asked for. The machine it describes is simulated, so its faults can be ordered.</summary>
internal sealed record CloudOptions
{
    /// <summary>The folder that keeps keys, certificates and vault between starts.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>The Unix socket of the security processor; by default <c>sev.sock</c> in the state directory.</summary>
    public required string SocketPath { get; init; }

    /// <summary>The address that every TCP endpoint binds: a loopback address, always.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port of the attestation service; 0 takes a free one.</summary>
    public int AttestationPort { get; init; }

    /// <summary>The port of the key vault; 0 takes a free one.</summary>
    public int VaultPort { get; init; }

    /// <summary>The port of the managed-identity endpoint; 0 takes a free one.</summary>
    public int IdentityPort { get; init; }

    /// <summary>Whether the end of standard input ends the program, so that it never outlives who started it.</summary>
    public bool StopWithParent { get; init; }

    /// <summary>How long an attestation token lives; the real service gives 8 hours.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(8);

    /// <summary>What the attestation service's clock shows beyond the true time; negative when it is behind.</summary>
    public TimeSpan ClockOffset { get; init; } = TimeSpan.Zero;

    /// <summary>The role on the vault of each identity that is given another one than officer, by its client id.</summary>
    public IReadOnlyDictionary<string, VaultRole> Roles { get; init; } = new Dictionary<string, VaultRole>();

    /// <summary>The properties of the simulated guest that its reports show.</summary>
    public GuestSettings Guest { get; init; } = GuestSettings.Production;
}
