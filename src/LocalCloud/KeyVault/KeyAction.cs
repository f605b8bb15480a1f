namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>What a request does to a key: the data actions that roles are made of.</summary>
internal enum KeyAction
{
    /// <summary>Makes a key or a version of one.</summary>
    Create,

    /// <summary>Brings a key of the caller's own.</summary>
    Import,

    /// <summary>Reads a key's public face.</summary>
    Read,

    /// <summary>Changes attributes, tags or policy.</summary>
    Update,

    /// <summary>Asks for a key's private half under its release policy.</summary>
    Release,

    /// <summary>Has the vault unwrap something.</summary>
    Unwrap,
}
