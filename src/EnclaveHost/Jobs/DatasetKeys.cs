using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// The data keys of one file for one job. A wrapped key counts only when the owner's manifest vouches for it; the key that
/// unwraps is let go as soon as the needed ones are out.
/// </summary>
internal sealed class DatasetKeys(IReadOnlyList<string> keyEncryptionKeys, KeyRotation? rotation, KeyShare? share) : IKeyRetriever, IDisposable
{
    private const int LargestKey = 32;

    private readonly Dictionary<Digest256, SecretKey> _keys = [];

    public bool TryGetKey(ReadOnlySpan<byte> keyMetadata, [NotNullWhen(true)] out SecretKey? key) =>
        _keys.TryGetValue(Digest256.Of(keyMetadata), out key);

    /// <summary>Unwraps one data key.</summary>
    /// <param name="keyMetadata">Key-tools JSON out of the file.</param>
    /// <param name="wrappedDigest">SHA-256 of the wrapped key, from the manifest.</param>
    /// <param name="released">The owner's key-encryption key.</param>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    internal string? Unwrap(ReadOnlySpan<byte> keyMetadata, Digest256 wrappedDigest, ReleasedKey released)
    {
        if (!KeyMaterial.TryParse(keyMetadata, out KeyMaterial? material, out KeyMaterialFailure failure))
        {
            return $"key metadata is unreadable: {failure}";
        }

        if (material.DoubleWrapping || material.WrappedDek is null || material.MasterKeyId is null
            || !keyEncryptionKeys.Any(key => material.MasterKeyId.StartsWith(key, StringComparison.Ordinal)))
        {
            return $"the data key is not wrapped by {string.Join(" or ", keyEncryptionKeys)}";
        }

        byte[] wrapped = new byte[material.WrappedDek.Length];
        if (!Convert.TryFromBase64String(material.WrappedDek, wrapped, out int length)
            || Digest256.Of(wrapped.AsSpan(0, length)) != wrappedDigest)
        {
            return "the wrapped data key is not the manifest's";
        }

        if (rotation is not null)
        {
            if (rotation.Find(wrappedDigest) is not { } rewrapped)
            {
                return "the data key is not among those that the owner wrapped anew";
            }

            (wrapped, length) = (rewrapped, rewrapped.Length);
        }

        // One key for two parts would open a column that the question does not need.
        Digest256 name = Digest256.Of(keyMetadata);
        if (_keys.ContainsKey(name))
        {
            return "two parts of the file share one data key";
        }

        Span<byte> dek = stackalloc byte[LargestKey];
        try
        {
            ReadOnlySpan<byte> outer = wrapped.AsSpan(0, length);
            bool isUnwrapped = share is null ? released.TryUnwrapDek(outer, dek, out int written) : released.TryUnwrapDek(outer, share, dek, out written);
            if (!isUnwrapped)
            {
                return share is null ? "the data key does not unwrap with the released key" : "the data key does not unwrap with the released key and its owner's share";
            }

            _keys.Add(name, new SecretKey(dek[..written]));
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dek);
        }
    }

    public void Dispose()
    {
        foreach (SecretKey key in _keys.Values)
        {
            key.Dispose();
        }

        _keys.Clear();
    }
}
