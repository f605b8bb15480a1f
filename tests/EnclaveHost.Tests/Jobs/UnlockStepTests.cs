using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>What can be refused without touching a page is refused before anybody pays; and what was unlocked for nothing is let go.</summary>
public sealed class UnlockStepTests : IDisposable
{
    private readonly SampleRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task The_footers_of_both_tables_open_with_the_owners_keys()
    {
        _room.Fill();
        Step<UnlockedJob> step = await UnlockAsync(new HeldKeys());
        Assert.True(step.TryGet(out UnlockedJob? unlocked, out Denial? denial), denial?.Reasons[0].ToString());
        Assert.Equal(2, OpenCiphertexts());
        unlocked.Dispose();
        Assert.Equal(0, OpenCiphertexts());
    }

    [Fact]
    public async Task The_first_tables_keys_and_file_are_let_go_when_the_second_unlock_throws()
    {
        _room.Fill();
        await Assert.ThrowsAsync<HttpRequestException>(() => UnlockAsync(SecondThrows()));
        Assert.Equal(0, OpenCiphertexts());
    }

    [Fact]
    public async Task The_first_tables_keys_and_file_are_let_go_when_the_second_is_denied()
    {
        _room.Fill();
        Denial no = new(DenialCode.KeyNotReleased, "key", "none", "one", "advertiser");
        Step<UnlockedJob> step = await UnlockAsync(new HeldKeys(dataset => dataset.Id == SampleAgreement.Ads ? no : HeldKeys.Release(dataset)));
        Assert.False(step.TryGet(out _, out Denial? denial));
        Assert.Same(no, denial);
        Assert.Equal(0, OpenCiphertexts());
    }

    [Fact]
    public async Task A_column_of_another_type_than_agreed_is_refused_before_anybody_pays_though_the_owner_vouches_for_it()
    {
        SealedSample ads = SealedSample.Ads(version: 2, new StringColumn("price", "1.5", "0", "2.5"));
        _room.Fill().Put(ads);
        Assert.True(_room.Room.Grants.TryRecord(SampleRoom.Grant(ads, "second")));
        Assert.False((await UnlockAsync(new HeldKeys())).TryGet(out _, out Denial? denial));
        DenialReason reason = Assert.Single(denial.Reasons);
        Assert.Equal(
            (DenialCode.CiphertextRefused, "column 'price' is not of the agreement's type Double", "advertiser"),
            (reason.Code, reason.Found, reason.AskedBy));
        Assert.Equal(0, OpenCiphertexts());
    }

    [Fact]
    public async Task The_vault_is_asked_for_the_version_that_the_file_names()
    {
        _room.Fill();
        HeldKeys keys = new();
        Assert.True((await UnlockAsync(keys)).TryGet(out UnlockedJob? unlocked, out _));
        unlocked.Dispose();
        Assert.Equal(["1", "1"], keys.Versions);
    }

    [Fact]
    public async Task After_a_rotation_the_vault_is_asked_for_its_version_and_the_keys_that_it_lists_open_the_file()
    {
        SealedSample ads = FillWith(SealedSample.Ads());
        Assert.True(_room.Room.Rotations.TryRecord(SampleRotation.Of(ads, "2b")));
        HeldKeys keys = new();
        Assert.True((await UnlockAsync(keys)).TryGet(out UnlockedJob? unlocked, out Denial? denial), denial?.Reasons[0].ToString());
        unlocked.Dispose();
        Assert.Equal(["1", "2b"], keys.Versions);
    }

    [Fact]
    public async Task A_rotation_that_lacks_a_key_is_refused_and_so_is_one_that_lists_another()
    {
        SealedSample ads = FillWith(SealedSample.Ads());
        Assert.True(_room.Room.Rotations.TryRecord(SampleRotation.Of(ads, "2b", keys => [.. keys.Take(1)])));
        Assert.False((await UnlockAsync(new HeldKeys())).TryGet(out _, out Denial? denial));
        Assert.Equal((DenialCode.CiphertextRefused, "the data key is not among those that the owner wrapped anew"), (denial.Reasons[0].Code, denial.Reasons[0].Found));

        Assert.True(_room.Room.Rotations.TryRecord(SampleRotation.Of(ads, "2b", keys => [.. keys.Select(key => key with { Wrapped = new byte[256] })], sequence: 2)));
        Assert.False((await UnlockAsync(new HeldKeys())).TryGet(out _, out denial));
        Assert.Equal((DenialCode.CiphertextRefused, "the data key does not unwrap with the released key and its owner's share"), (denial.Reasons[0].Code, denial.Reasons[0].Found));
        Assert.Equal(0, OpenCiphertexts());
    }

    private SealedSample FillWith(SealedSample ads)
    {
        SealedSample feeds = SealedSample.Feeds();
        foreach (SealedSample sample in new[] { feeds, ads })
        {
            _room.Put(sample);
            Assert.True(_room.Room.Grants.TryRecord(SampleRoom.Grant(sample)));
        }

        return ads;
    }

    private static HeldKeys SecondThrows() => new(dataset =>
        dataset.Id == SampleAgreement.Ads ? throw new HttpRequestException("the vault went away") : HeldKeys.Release(dataset));

    private Task<Step<UnlockedJob>> UnlockAsync(IKeySource keys) =>
        new UnlockStep(_room.Room, keys).UnlockAsync(_room.AdmitJob(), TestContext.Current.CancellationToken);

    /// <summary>How many ciphertexts of this room the process has open: a file is closed together with the keys of its columns.</summary>
    private int OpenCiphertexts() => new DirectoryInfo("/proc/self/fd").EnumerateFiles()
        .Count(link => link.LinkTarget is { } target && target.StartsWith(_room.Folder.Path, StringComparison.Ordinal) && target.EndsWith(".parquet", StringComparison.Ordinal));
}
