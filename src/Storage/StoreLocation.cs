using System.Diagnostics.CodeAnalysis;
using Azure.Core;
using EnclaveCleanRoom.Storage.Blobs;
using EnclaveCleanRoom.Storage.Folders;

namespace EnclaveCleanRoom.Storage;

/// <summary>Opens the store that a text names: a folder's path, or the address of a blob container with or without a prefix.</summary>
public static class StoreLocation
{
    /// <summary>Opens a store; nothing is sent yet.</summary>
    /// <param name="place">A path, or <c>https://ACCOUNT.blob.core.windows.net/CONTAINER[/PREFIX]</c>. Plain http is accepted on the loopback only.</param>
    /// <param name="sharedAccessSignature">The query text of a shared access signature, with or without its question mark; or null.</param>
    /// <param name="credential">Asked for tokens where there is no signature, and only for hosts of Azure Storage; or null.</param>
    /// <param name="options">How it is spoken to.</param>
    /// <param name="store">The store.</param>
    /// <param name="failure">Why there is none.</param>
    public static bool TryOpen(
        string place,
        string? sharedAccessSignature,
        TokenCredential? credential,
        StoreOptions options,
        [NotNullWhen(true)] out IObjectStore? store,
        out StoreLocationFailure failure)
    {
        ArgumentException.ThrowIfNullOrEmpty(place);
        ArgumentNullException.ThrowIfNull(options);
        if (options.BlockSize is < 64 << 10 or > 100 << 20 || options.Parallelism is < 1 or > 32 || options.Deadline <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "An option is outside its range.");
        }

        store = null;
        if (!place.Contains("://", StringComparison.Ordinal))
        {
            failure = StoreLocationFailure.None;
            store = new FolderStore(place);
            return true;
        }

        failure = BlobAddress.TryParse(place, sharedAccessSignature, out BlobAddress? address);
        if (failure == StoreLocationFailure.None && address!.Signature is null)
        {
            failure = credential is null ? StoreLocationFailure.NoCredential
                : !address.IsAzureStorage ? StoreLocationFailure.TokenWouldLeak
                : StoreLocationFailure.None;
        }

        store = failure == StoreLocationFailure.None ? BlobStore.Create(address!, credential, options) : null;
        return store is not null;
    }
}
