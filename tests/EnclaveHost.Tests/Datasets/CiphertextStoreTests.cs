using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveHost.Datasets;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Datasets;

public sealed class CiphertextStoreTests : IDisposable
{
    private const int Total = 6;

    private static readonly DatasetId s_ads = DatasetId.Parse("ads");

    private readonly string _folder = Directory.CreateTempSubdirectory("cleanroom-ciphertext-").FullName;

    private CiphertextStore Store => new(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pieces_in_order_make_the_file()
    {
        Assert.Equal(0, Store.Length(s_ads, 1));
        Assert.Equal(4, Store.Write(s_ads, 1, 0, [1, 2, 3, 4], Total));
        Assert.Equal(Total, Store.Write(s_ads, 1, 4, [5, 6], Total));
        Assert.Equal([1, 2, 3, 4, 5, 6], Read(1));
    }

    [Fact]
    public void An_upload_goes_on_in_the_next_process_where_it_stopped()
    {
        Store.Write(s_ads, 1, 0, [1, 2, 3, 4], Total);
        CiphertextStore next = new(_folder);
        Assert.Equal(4, next.Length(s_ads, 1));
        next.Write(s_ads, 1, 4, [5, 6], Total);
        Assert.Equal([1, 2, 3, 4, 5, 6], Read(1));
    }

    [Fact]
    public void A_piece_that_was_sent_twice_overwrites_itself()
    {
        Store.Write(s_ads, 1, 0, [1, 2, 3, 4], Total);
        Assert.Equal(4, Store.Write(s_ads, 1, 2, [3, 4], Total));
        Assert.Equal([1, 2, 3, 4], Read(1));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void A_piece_that_would_leave_a_gap_is_refused(long offset)
    {
        Store.Write(s_ads, 1, 0, [1, 2, 3, 4], Total);
        Assert.Equal(-1, Store.Write(s_ads, 1, offset, [9], Total));
        Assert.Equal([1, 2, 3, 4], Read(1));
    }

    [Fact]
    public void A_piece_beyond_the_manifests_length_is_refused_whole()
    {
        Store.Write(s_ads, 1, 0, [1, 2, 3, 4], Total);
        Assert.Equal(-1, Store.Write(s_ads, 1, 4, [5, 6, 7], Total));
        Assert.Equal(4, Store.Length(s_ads, 1));
    }

    [Fact]
    public void Versions_and_datasets_are_files_of_their_own()
    {
        Store.Write(s_ads, 1, 0, [1], Total);
        Store.Write(s_ads, 2, 0, [2, 2], Total);
        Store.Write(DatasetId.Parse("feeds"), 1, 0, [3, 3, 3], Total);
        Assert.Equal((1L, 2L, 3L), (Store.Length(s_ads, 1), Store.Length(s_ads, 2), Store.Length(DatasetId.Parse("feeds"), 1)));
    }

    private byte[] Read(int version)
    {
        using FileStream file = Store.OpenRead(s_ads, version);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
