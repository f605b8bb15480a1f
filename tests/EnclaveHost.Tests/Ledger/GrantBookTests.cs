using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Ledger;

public sealed class GrantBookTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_grant_is_recorded_once_and_chained_once()
    {
        SignedDocument<Grant> grant = SignGrant(SampleDocuments.Grant);
        Assert.True(Book().TryRecord(grant));
        Assert.True(Book().TryRecord(grant));
        Assert.Equal([LedgerEntryKind.Grant], LedgerLog.Read(_folder.Database).Select(entry => entry.Kind));
        Assert.Equal(grant.Digest, Assert.Single(Book().GrantsOf(SampleAgreement.Publisher)).Digest);
    }

    [Fact]
    public void Another_grant_of_the_same_id_is_not_recorded()
    {
        Book().TryRecord(SignGrant(SampleDocuments.Grant));
        SignedDocument<Grant> other = SignGrant(SampleDocuments.Grant with { Expires = SampleDocuments.Grant.Expires.AddHours(1) });
        Assert.False(Book().TryRecord(other));
        Assert.Equal(SampleDocuments.Grant.Expires, Assert.Single(Book().GrantsOf(SampleAgreement.Publisher)).Document.Expires);
    }

    [Fact]
    public void Grants_belong_to_their_owner_and_to_the_instance_they_were_given_to()
    {
        Book().TryRecord(SignGrant(SampleDocuments.Grant));
        Assert.Empty(Book().GrantsOf(SampleAgreement.Advertiser));
        Assert.Empty(new GrantBook(_folder.Database, _folder.Log, SampleAgreement.Signed, "the next instance").GrantsOf(SampleAgreement.Publisher));
    }

    [Fact]
    public void A_higher_version_of_a_manifest_supersedes()
    {
        Assert.Null(Book().CurrentManifest(SampleAgreement.Feeds));
        Assert.True(Book().TryRecord(SignManifest(1)));
        Assert.True(Book().TryRecord(SignManifest(3)));
        Assert.Equal(3, Book().CurrentManifest(SampleAgreement.Feeds)!.Document.Version);
        Assert.Null(Book().CurrentManifest(SampleAgreement.Ads));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_manifest_of_a_lower_version_never_comes_back(int version)
    {
        Book().TryRecord(SignManifest(version));
        Book().TryRecord(SignManifest(3));
        Assert.False(Book().TryRecord(SignManifest(version)));
        Assert.Equal(3, Book().CurrentManifest(SampleAgreement.Feeds)!.Document.Version);
    }

    [Fact]
    public void The_same_manifest_again_is_fine_and_another_of_its_version_is_not()
    {
        Book().TryRecord(SignManifest(2));
        Assert.True(Book().TryRecord(SignManifest(2)));
        Assert.False(Book().TryRecord(SignManifest(2, SampleDocuments.Manifest.FileLength + 1)));
        Assert.Equal(1, _folder.Log.Head.Size);
    }

    [Fact]
    public void A_grant_that_was_edited_on_the_disk_is_damage()
    {
        Book().TryRecord(SignGrant(SampleDocuments.Grant));
        byte[] edited = SignGrant(SampleDocuments.Grant).Encoded.ToArray();
        edited[^1] ^= 1;
        _folder.Database.Execute("UPDATE grants SET encoded = $1", edited);
        LedgerDamagedException damaged = Assert.Throws<LedgerDamagedException>(() => Book().GrantsOf(SampleAgreement.Publisher));
        Assert.Equal("a recorded grant is not what was recorded: SignatureInvalid", damaged.Message);
    }

    [Fact]
    public async Task A_grant_that_could_not_be_committed_is_none_and_whoever_reads_meanwhile_never_sees_half_of_it()
    {
        GrantBook book = Book();
        SignedDocument<Grant> grant = SignGrant(SampleDocuments.Grant);
        using CancellationTokenSource end = new();
        Task reading = Task.Run(
            () =>
            {
                while (!end.IsCancellationRequested)
                {
                    Assert.All(book.RecordedOf(SampleAgreement.Publisher), recorded => Assert.Equal(0, recorded.Entry));
                }
            },
            TestContext.Current.CancellationToken);
        for (int i = 0; i < 300; i++)
        {
            Assert.Throws<InvalidDataException>(() => _folder.Database.Transact<bool>(() => book.TryRecord(grant) ? throw new InvalidDataException("not to be") : false));
        }

        await end.CancelAsync();
        await reading;
        Assert.Empty(book.RecordedOf(SampleAgreement.Publisher));
        Assert.True(book.TryRecord(grant));
        Assert.Equal(0, Assert.Single(book.RecordedOf(SampleAgreement.Publisher)).Entry);
    }

    private static SignedDocument<Grant> SignGrant(Grant grant) => SampleDocuments.Open<Grant>(SampleDocuments.Sign(grant, "publisher"));

    private static SignedDocument<Manifest> SignManifest(int version, long length = 123_456) => SampleDocuments.Open<Manifest>(
        SampleDocuments.Sign(SampleDocuments.Manifest with { Version = version, FileLength = length }, "publisher"));

    private GrantBook Book() => new(_folder.Database, _folder.Log, SampleAgreement.Signed, LedgerFolder.Instance);
}
