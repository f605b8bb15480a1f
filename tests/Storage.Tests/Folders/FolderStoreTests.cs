namespace EnclaveCleanRoom.Storage.Tests.Folders;

public sealed class FolderStoreTests : StoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cleanroom-store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_uploads_under_one_name_at_a_time_are_refused()
    {
        using IObjectStore store = await OpenAsync();
        string unfinished = Path.Combine(_folder, Name + ".partial");
        Directory.CreateDirectory(Path.GetDirectoryName(unfinished)!);
        using FileStream other = new(unfinished, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(StoreFailureReason.Busy, Bytes.ReasonOf(await store.UploadAsync(Name, new MemoryStream([1]), null, Cancellation)));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_not_found()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllBytesAsync(file, [1], Cancellation);
        Assert.True(StoreLocation.TryOpen(Path.Combine(file, "below"), null, null, new StoreOptions(), out IObjectStore? store, out _));
        Assert.Equal(StoreFailureReason.NotFound, Bytes.ReasonOf(await store.UploadAsync(Name, new MemoryStream([1]), null, Cancellation)));
    }

    private protected override Task<IObjectStore> OpenAsync()
    {
        Assert.True(StoreLocation.TryOpen(_folder, null, null, new StoreOptions(), out IObjectStore? store, out _));
        return Task.FromResult(store);
    }
}
