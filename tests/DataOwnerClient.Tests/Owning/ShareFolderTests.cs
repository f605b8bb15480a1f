using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Owning;

/// <summary>A share is made once, kept for its owner alone, and never replaced in silence.</summary>
public sealed class ShareFolderTests : IDisposable
{
    private static readonly DatasetId s_dataset = DatasetId.Parse("ads");

    private readonly string _folder = Directory.CreateTempSubdirectory("cleanroom-shares-").FullName;
    private readonly PartyKeyFolder _owner;
    private readonly ShareFolder _shares;

    public ShareFolderTests()
    {
        _owner = PartyKeyFolder.OpenOrCreate(Path.Combine(_folder, "keys"), PartyId.Parse("advertiser"), "Advertiser");
        _shares = new ShareFolder(_owner, Digest256.Of("agreement"u8));
    }

    public void Dispose()
    {
        _owner.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_share_is_made_once_and_is_the_same_ever_after()
    {
        using KeyShare made = _shares.OpenOrCreate(s_dataset);
        using KeyShare again = _shares.OpenOrCreate(s_dataset);
        using KeyShare opened = _shares.Open(s_dataset);
        Assert.Equal(made.Digest, again.Digest);
        Assert.Equal(made.Digest, opened.Digest);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_shares.PathOf(s_dataset)));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_shares.PathOf(s_dataset))!));
    }

    [Fact]
    public void Each_dataset_of_each_agreement_has_a_share_of_its_own()
    {
        using KeyShare one = _shares.OpenOrCreate(s_dataset);
        using KeyShare two = _shares.OpenOrCreate(DatasetId.Parse("other"));
        using KeyShare three = new ShareFolder(_owner, Digest256.Of("another"u8)).OpenOrCreate(s_dataset);
        Assert.Equal(3, new[] { one.Digest, two.Digest, three.Digest }.Distinct().Count());
    }

    [Fact]
    public void A_share_that_is_missing_is_not_made_when_it_is_needed() =>
        Assert.Contains("There is no share in", Assert.Throws<ClientException>(() => _shares.Open(s_dataset)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(10)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_damaged_share_is_refused_and_left_as_it_is(int length)
    {
        _shares.OpenOrCreate(s_dataset).Dispose();
        string path = _shares.PathOf(s_dataset);
        byte[] content = File.ReadAllBytes(path);
        byte[] damaged = length < 0 ? [.. content[..30], (byte)'x', .. content[31..]] : content[..length];
        File.WriteAllBytes(path, damaged);
        Assert.Contains("is damaged", Assert.Throws<ClientException>(() => _shares.OpenOrCreate(s_dataset)).Message, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_share_that_others_can_read_is_refused()
    {
        _shares.OpenOrCreate(s_dataset).Dispose();
        File.SetUnixFileMode(_shares.PathOf(s_dataset), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<ClientException>(() => _shares.Open(s_dataset)).Message, StringComparison.Ordinal);
    }
}
