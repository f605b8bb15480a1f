namespace EnclaveCleanRoom.EnclaveHost.Operating;

/// <summary>What a vault's answer says of the room's identity there.</summary>
internal enum VaultAccess
{
    /// <summary>Its role lets it ask for the key: the vault went on and judged the token.</summary>
    MayAsk,

    /// <summary>It has no role, or another one.</summary>
    MayNotAsk,

    /// <summary>The vault does not take requests from this network.</summary>
    NetworkRefused,

    /// <summary>The vault does not know the identity: it is of another tenant.</summary>
    IdentityUnknown,

    /// <summary>There is no such key yet.</summary>
    NoSuchKey,

    /// <summary>The answer leaves it open.</summary>
    Unknown,
}
