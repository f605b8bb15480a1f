using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Ledger;

/// <summary>The newest rotation counts, and what is read back from the operator's disk is verified.</summary>
public sealed class RotationBookTests : IDisposable
{
    private static readonly SealedSample s_ads = SealedSample.Ads();

    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_highest_sequence_counts_and_the_same_one_again_changes_nothing()
    {
        RotationBook book = new(_folder.Database, SampleAgreement.Signed);
        SignedDocument<KeyRotation> second = SampleRotation.Of(s_ads, "b", sequence: 2);
        Assert.Null(book.Newest(s_ads.Signed.Digest));
        Assert.True(book.TryRecord(SampleRotation.Of(s_ads, "a")));
        Assert.True(book.TryRecord(second));
        Assert.True(book.TryRecord(second));
        Assert.False(book.TryRecord(SampleRotation.Of(s_ads, "a")));
        Assert.False(book.TryRecord(SampleRotation.Of(s_ads, "c", sequence: 2)));
        Assert.Equal("b", book.Newest(s_ads.Signed.Digest)?.KeyVersion);
    }

    [Fact]
    public void A_room_that_is_started_again_knows_the_newest()
    {
        RotationBook book = new(_folder.Database, SampleAgreement.Signed);
        book.TryRecord(SampleRotation.Of(s_ads, "a"));
        book.TryRecord(SampleRotation.Of(s_ads, "b", sequence: 2));
        _folder.Reopen();
        Assert.Equal("b", new RotationBook(_folder.Database, SampleAgreement.Signed).Newest(s_ads.Signed.Digest)?.KeyVersion);
    }

    [Fact]
    public void A_recorded_rotation_that_was_changed_on_the_disk_stops_the_room()
    {
        new RotationBook(_folder.Database, SampleAgreement.Signed).TryRecord(SampleRotation.Of(s_ads, "a"));
        _folder.Database.Execute("UPDATE rotations SET encoded = zeroblob(10)");
        Assert.Throws<LedgerDamagedException>(() => new RotationBook(_folder.Database, SampleAgreement.Signed));
    }
}
