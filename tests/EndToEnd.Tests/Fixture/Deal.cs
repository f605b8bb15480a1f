using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Demo;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>A signed agreement, its key-encryption keys, and the datasets sealed under it. Any number of instances may serve it.</summary>
internal sealed class Deal
{
    private readonly Dictionary<DatasetId, KeyVaultKey> _keys = [];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<DatasetId, SealedDataset> _sealed = new();

    /// <summary>A deal of the world's two parties, or of others who call themselves so.</summary>
    internal Deal(TestWorld world, TestRegion region, SignedAgreement agreement, PartyKeyFolder? publisher = null, PartyKeyFolder? advertiser = null)
    {
        World = world;
        Region = region;
        Agreement = agreement;
        Publisher = publisher ?? world.Publisher;
        Advertiser = advertiser ?? world.Advertiser;
        AgreementFile = world.NewPath("agreement");
        File.WriteAllBytes(AgreementFile, agreement.Encoded.ToArray());
    }

    internal TestWorld World { get; }

    internal TestRegion Region { get; }

    internal SignedAgreement Agreement { get; }

    internal PartyKeyFolder Publisher { get; }

    internal PartyKeyFolder Advertiser { get; }

    internal string AgreementFile { get; }

    internal PartyKeyFolder OwnerOf(DatasetId dataset) => dataset == StandardAgreement.Feeds ? Publisher : dataset == StandardAgreement.Ads ? Advertiser : World.Auditor;

    internal DatasetTerms TermsOf(DatasetId dataset) => Agreement.Agreement.FindDataset(dataset)!;

    /// <summary>The public half of a dataset's key-encryption key, made in the vault when first asked for.</summary>
    /// <remarks>Of the smallest size that vaults make: how long it is proves nothing here, and making it takes time.</remarks>
    internal async Task<KeyVaultKey> KeyOfAsync(DatasetId dataset) => _keys.TryGetValue(dataset, out KeyVaultKey? known)
        ? known
        : _keys[dataset] = await KeyEncryptionKeys.EnsureAsync(
            Agreement, TermsOf(dataset), Region.Credential, TestContext.Current.CancellationToken, new NewKeyOptions { KeySize = 2048 });

    /// <summary>Uses a key-encryption key that was made under another agreement.</summary>
    internal void Adopt(DatasetId dataset, KeyVaultKey key) => _keys[dataset] = key;

    /// <summary>Encrypts a table for this agreement and signs its manifest; by default the standard one, by its owner.</summary>
    internal async Task<SealedDataset> SealAsync(DatasetId dataset, int version = 1, Table? table = null, PartyKeyFolder? signer = null, SignedAgreement? under = null)
    {
        KeyVaultKey key = await KeyOfAsync(dataset);
        using DekWrapper wrapper = key.CreateWrapper();
        Table rows = table ?? (dataset == StandardAgreement.Feeds ? People.Publisher() : People.Advertiser());
        return _sealed[dataset] = DatasetSealing.Seal(
            under ?? Agreement, TermsOf(dataset), version, rows, DateTimeOffset.UtcNow, wrapper, signer ?? OwnerOf(dataset), World.NewPath($"{dataset}.parquet"));
    }

    /// <summary>What was sealed last of a dataset, or the standard table.</summary>
    internal async Task<SealedDataset> CurrentAsync(DatasetId dataset) => _sealed.TryGetValue(dataset, out SealedDataset? last) ? last : await SealAsync(dataset);

    /// <summary>Starts an instance with an empty disk, or with the disk of another.</summary>
    internal async Task<TestRoom> OpenRoomAsync(string? dataFolder = null, string? publishFolder = null, params IReadOnlyList<(string Name, string Value)> further)
    {
        string folder = dataFolder ?? World.NewFolder("room");
        RoomProcess process = await RoomProcess.StartAsync(
            publishFolder ?? World.Programs.EnclaveHostFolder, AgreementFile, folder, Region.Region, CancellationToken.None, further);
        return new TestRoom(this, process, folder);
    }

    /// <summary>Starts an instance, and has both owners grant it everything and upload their tables.</summary>
    internal async Task<TestRoom> OpenReadyRoomAsync()
    {
        TestRoom room = await OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        await room.FillAsync(StandardAgreement.Ads);
        return room;
    }
}
