using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>A role on the vault: which data actions its holder may take.</summary>
/// <remarks>Source: Azure's built-in roles for Key Vault. The role for releasing keys holds that one action, and reading is not among what it allows.</remarks>
internal sealed class VaultRole
{
    private readonly IReadOnlySet<KeyAction> _allowed;

    private VaultRole(string name, params KeyAction[] allowed) => (Name, _allowed) = (name, allowed.ToHashSet());

    /// <summary>Key Vault Crypto Officer: every action on keys. Who is not given another role has this one.</summary>
    public static VaultRole CryptoOfficer { get; } = new("crypto-officer", Enum.GetValues<KeyAction>());

    private static IReadOnlyList<VaultRole> All { get; } =
    [
        CryptoOfficer,
        new("crypto-user", KeyAction.Read, KeyAction.Update, KeyAction.Unwrap),
        new("crypto-service-encryption-user", KeyAction.Read, KeyAction.Unwrap),
        new("crypto-service-release-user", KeyAction.Release),
        new("reader", KeyAction.Read),
        new("none"),
    ];

    /// <summary>The names of all roles, for who mistypes one.</summary>
    public static string Names => string.Join(", ", All.Select(role => role.Name));

    /// <summary>As it is called on the command line.</summary>
    public string Name { get; }

    /// <summary>Whether the role allows an action.</summary>
    public bool Allows(KeyAction action) => _allowed.Contains(action);

    /// <summary>Finds a role by its name.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out VaultRole? role)
    {
        role = All.FirstOrDefault(candidate => candidate.Name == name);
        return role is not null;
    }
}
