namespace EnclaveCleanRoom.Parquet;

/// <summary>A key of a column's own.</summary>
/// <param name="Key">Encrypts the column; stays the caller's.</param>
/// <param name="KeyMetadata">What readers hand to their key service to get the key, such as <see cref="KeyMaterial"/>.</param>
public sealed record ColumnKey(SecretKey Key, ReadOnlyMemory<byte> KeyMetadata);
