namespace EnclaveCleanRoom.Parquet;

/// <summary>How a writer encrypts: AES_GCM_V1. Every column is encrypted, with its own key or the footer's.</summary>
public sealed record FileEncryption
{
    /// <summary>Encrypts the footer and the columns without a key of their own; stays the caller's. Use it for this file only.</summary>
    public required SecretKey FooterKey { get; init; }

    /// <summary>What readers hand to their key service to get <see cref="FooterKey"/>.</summary>
    public required ReadOnlyMemory<byte> FooterKeyMetadata { get; init; }

    /// <summary>The identity that every module of the file is bound to, such as data set and version; may be empty.</summary>
    public required ReadOnlyMemory<byte> AadPrefix { get; init; }

    /// <summary>Whether the file stores the prefix; otherwise each reader must know it.</summary>
    public bool StoreAadPrefix { get; init; } = true;

    /// <summary>Whether the footer is encrypted; otherwise it can be read by all and is signed with <see cref="FooterKey"/>: names, types and
    /// sizes of columns are then public, their bounds are not.</summary>
    public bool IsFooterEncrypted { get; init; } = true;

    /// <summary>Columns with keys of their own, by name.</summary>
    public IReadOnlyDictionary<string, ColumnKey> ColumnKeys { get; init; } = new Dictionary<string, ColumnKey>();
}
