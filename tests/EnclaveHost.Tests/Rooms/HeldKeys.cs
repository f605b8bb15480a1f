using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

/// <summary>Releases a published key for every dataset, or does for one what a test says.</summary>
internal sealed class HeldKeys(Func<DatasetTerms, Step<ReleasedKey>>? instead = null) : IKeySource
{
    public Task<Step<ReleasedKey>> ReleaseAsync(DatasetTerms dataset, string version, string attestationToken, CancellationToken cancellationToken) =>
        Task.FromResult(instead?.Invoke(dataset) ?? Release(dataset, Note(version)));

    /// <summary>The versions that were asked for.</summary>
    public List<string> Versions { get; } = [];

    private string Note(string version)
    {
        Versions.Add(version);
        return version;
    }

    public static Step<ReleasedKey> Release(DatasetTerms dataset, string version = "1") => Take(SealedSample.OwnersKey, $"{dataset.KeyEncryptionKey}/{version}");

    // Only a vault's answer makes a released key; here it is made from a published key, through the same internal door.
    public static ReleasedKey Take(RSA key, string id) =>
        TryTake(null, id, key.ExportPkcs8PrivateKey(), key.ExportParameters(includePrivateParameters: false))
        ?? throw new InvalidOperationException("The key was not taken.");

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "TryTake")]
    private static extern ReleasedKey? TryTake(ReleasedKey? type, string keyId, byte[] pkcs8, RSAParameters expected);
}
