using System.Diagnostics.CodeAnalysis;
using System.Net;
using EnclaveCleanRoom.LocalCloud.KeyVault;

namespace EnclaveCleanRoom.LocalCloud.Starting;

/// <summary>The options of the program.</summary>
internal static class CommandLine
{
    public const string Usage = """
        LocalCloud --state DIR [options]       a simulated region: security processor, attestation service, key vault, identity

          --socket PATH                        Unix socket of the security processor (default DIR/sev.sock)
          --bind ADDRESS                       loopback address to listen on (default 127.0.0.1)
          --attestation-port N                 0 takes a free port (default)
          --vault-port N
          --identity-port N
          --stop-with-parent                   stop when standard input ends
          --roles ID=ROLE[,ID=ROLE]            what identities may do at the vault, by client id or system-assigned: crypto-officer (default), crypto-user,
                                               crypto-service-encryption-user, crypto-service-release-user, reader, none

        Genuine evidence that a careful relying party must refuse:
          --guest-policy production|debug      whether the guest's memory may be read by a debugger
          --migration                          the guest may migrate
          --vmpl N                             privilege level that asks, 0 to 3 (default 0)
          --tcb current|old                    firmware levels in report and certificate
          --token-lifetime SECONDS             life of an attestation token (default 28800)
          --clock-offset SECONDS               the attestation service's clock against true time
        """;

    private const int DayInSeconds = 24 * 60 * 60;

    private static readonly HashSet<string> s_flags = ["--stop-with-parent", "--migration"];

    private static readonly HashSet<string> s_options =
    [
        "--state", "--socket", "--bind", "--attestation-port", "--vault-port", "--identity-port", "--guest-policy", "--vmpl", "--tcb",
        "--token-lifetime", "--clock-offset", "--roles",
    ];

    /// <summary>Reads <paramref name="args"/>.</summary>
    /// <returns>False, with a sentence about the first thing that is wrong.</returns>
    public static bool TryParse(
        IReadOnlyList<string> args, [NotNullWhen(true)] out CloudOptions? options, [NotNullWhen(false)] out string? problem)
    {
        ArgumentReader reader = new(args, s_options, s_flags);
        string state = Path.GetFullPath(reader.Text("--state") ?? ".");
        CloudOptions read = new()
        {
            StateDirectory = state,
            SocketPath = Path.GetFullPath(reader.Text("--socket") ?? Path.Combine(state, "sev.sock")),
            Address = LoopbackAddress(reader),
            AttestationPort = reader.Integer("--attestation-port", 0, ushort.MaxValue, 0),
            VaultPort = reader.Integer("--vault-port", 0, ushort.MaxValue, 0),
            IdentityPort = reader.Integer("--identity-port", 0, ushort.MaxValue, 0),
            StopWithParent = reader.Has("--stop-with-parent"),
            TokenLifetime = TimeSpan.FromSeconds(reader.Integer("--token-lifetime", 1, 8 * 60 * 60, 8 * 60 * 60)),
            ClockOffset = TimeSpan.FromSeconds(reader.Integer("--clock-offset", -366 * DayInSeconds, 366 * DayInSeconds, 0)),
            Roles = Roles(reader),
            Guest = new()
            {
                IsDebuggable = reader.IsSecond("--guest-policy", "production", "debug"),
                IsMigrationAllowed = reader.Has("--migration"),
                HasOldFirmware = reader.IsSecond("--tcb", "current", "old"),
                Vmpl = (uint)reader.Integer("--vmpl", 0, 3, 0),
            },
        };
        if (reader.Text("--state") is null)
        {
            reader.Refuse("--state is required.");
        }

        problem = reader.Problem;
        options = problem is null ? read : null;
        return options is not null;
    }

    private static Dictionary<string, VaultRole> Roles(ArgumentReader reader)
    {
        Dictionary<string, VaultRole> roles = [];
        foreach (string assignment in reader.Text("--roles")?.Split(',') ?? [])
        {
            string[] sides = assignment.Split('=');
            if (sides is not [{ Length: > 0 } identity, string name] || !VaultRole.TryFind(name, out VaultRole? role) || !roles.TryAdd(identity, role))
            {
                reader.Refuse($"--roles takes IDENTITY=ROLE, each identity once, with commas between; roles are {VaultRole.Names}.");
                break;
            }
        }

        return roles;
    }

    private static IPAddress LoopbackAddress(ArgumentReader reader)
    {
        if (reader.Text("--bind") is not string text)
        {
            return IPAddress.Loopback;
        }

        if (IPAddress.TryParse(text, out IPAddress? address) && IPAddress.IsLoopback(address))
        {
            return address;
        }

        reader.Refuse("--bind takes a loopback address: this program is never reachable from elsewhere.");
        return IPAddress.Loopback;
    }
}
