using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using EnclaveCleanRoom.Parquet;
using EnclaveCleanRoom.Storage;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Datasets;

/// <summary>Ciphertext that lies in a store is fetched range by range, believed by its digests, and let go of.</summary>
public sealed class CiphertextSourceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_in_a_store_are_unlocked_and_their_needed_columns_can_be_read()
    {
        using RecordingStore store = new();
        using SampleRoom room = Filled(store);
        Step<UnlockedJob> step = await UnlockAsync(room);
        Assert.True(step.TryGet(out UnlockedJob? unlocked, out Denial? denial), denial?.Reasons[0].ToString());
        using (unlocked)
        {
            store.Forget();
            foreach (UnlockedDataset dataset in unlocked.Datasets)
            {
                IReadOnlyList<string> columns = unlocked.Job.Plan.ColumnsOf(dataset.Dataset.Terms.Id);
                Assert.True(dataset.File.TryReadColumns(columns, DigestsOf(dataset, columns), out Table? table, out ParquetFailure? failure), $"{failure}");
                Assert.Equal(3, table.RowCount);
            }

            // All was there before anybody paid.
            Assert.Empty(store.Reads);
        }
    }

    [Fact]
    public async Task Of_a_stored_table_nothing_is_fetched_but_its_ends_and_the_needed_columns()
    {
        using RecordingStore store = new();
        using SampleRoom room = Filled(store);
        KeyValuePair<string, byte[]> ads = store.Objects.Single(entry => entry.Key == DatasetBinding.StoredName(SampleAgreement.Signed.Hash, SampleAgreement.Ads, 1));
        Assert.True((await UnlockAsync(room)).TryGet(out UnlockedJob? unlocked, out _));
        using (unlocked)
        {
            long needed = unlocked.Job.Plan.ColumnsOf(SampleAgreement.Ads).Sum(column => RangesOf(unlocked, column).Sum(range => range.Length));
            (long Offset, int Length)[] reads = [.. store.Reads.Where(read => read.Name == ads.Key).Select(read => (read.Offset, read.Length))];
            long pages = reads.Where(read => read.Offset > 0 && read.Offset + read.Length < ads.Value.Length).Sum(read => (long)read.Length);
            Assert.Equal(needed, pages);
            Assert.True(unlocked.Job.Plan.ColumnsOf(SampleAgreement.Ads).Count < SampleDatasets.AdsTerms.Columns.Count);
        }
    }

    [Fact]
    public async Task A_file_that_is_fetched_into_goes_away_with_the_job()
    {
        using RecordingStore store = new();
        using SampleRoom room = Filled(store);
        Assert.True((await UnlockAsync(room)).TryGet(out UnlockedJob? unlocked, out _));
        string folder = Path.Combine(room.Folder.Path, "fetched");
        Assert.Equal(2, Directory.GetFiles(folder).Length);
        unlocked.Dispose();
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task What_was_uploaded_to_the_room_itself_comes_first()
    {
        using RecordingStore store = new();
        using SampleRoom room = new(store);
        room.Fill();
        Assert.True((await UnlockAsync(room)).TryGet(out UnlockedJob? unlocked, out _));
        unlocked.Dispose();
        Assert.Empty(store.Reads);
    }

    [Fact]
    public async Task A_store_that_lacks_the_file_is_a_denial_before_a_key_is_asked_for()
    {
        using RecordingStore store = new();
        using SampleRoom room = Filled(store);
        store.Objects.Clear();
        DenialReason reason = await DeniedAsync(room, new HeldKeys(_ => throw new InvalidOperationException("a key was asked for")));
        Assert.Equal((DenialCode.CiphertextMissing, "There is none.", "publisher"), (reason.Code, reason.Found, reason.AskedBy));
    }

    [Fact]
    public async Task A_stored_file_of_another_length_is_a_denial()
    {
        using RecordingStore store = new();
        using SampleRoom room = Filled(store);
        store.Change(content => content[..^1]);
        Assert.Equal(DenialCode.CiphertextMissing, (await DeniedAsync(room, new HeldKeys())).Code);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_a_denial_for_its_operator_to_mend()
    {
        using RecordingStore store = new();
        using SampleRoom room = Filled(store);
        store.Failure = new StoreFailure(StoreFailureReason.Throttled, 503, "ServerBusy", "It was busy.");
        DenialReason reason = await DeniedAsync(room, new HeldKeys());
        Assert.Equal((DenialCode.CiphertextUnavailable, "Throttled (503 ServerBusy): It was busy.", "operator"), (reason.Code, reason.Found, reason.AskedBy));
    }

    [Fact]
    public async Task A_store_that_fails_at_the_pages_is_a_denial_and_leaves_nothing_behind()
    {
        using RecordingStore store = new();
        using SampleRoom room = Filled(store);
        store.FailAfter = 7;
        Assert.Equal(DenialCode.CiphertextUnavailable, (await DeniedAsync(room, new HeldKeys())).Code);
        Assert.Empty(Directory.GetFiles(Path.Combine(room.Folder.Path, "fetched")));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-20)]
    [InlineData(0)]
    public async Task A_stored_file_that_was_changed_at_its_ends_is_refused_by_the_manifests_digest(int at)
    {
        using RecordingStore store = new();
        using SampleRoom room = Filled(store);
        store.Change(content =>
        {
            byte[] changed = [.. content];
            changed[at < 0 ? changed.Length + at : at] ^= 1;
            return changed;
        });
        Assert.Equal(DenialCode.CiphertextRefused, (await DeniedAsync(room, new HeldKeys())).Code);
    }

    [Fact]
    public async Task A_stored_page_that_was_changed_does_not_open()
    {
        using RecordingStore store = new();
        using SampleRoom room = Filled(store);
        store.Change(content =>
        {
            byte[] changed = [.. content];
            changed[40] ^= 1;
            return changed;
        });
        Assert.True((await UnlockAsync(room)).TryGet(out UnlockedJob? unlocked, out Denial? denial), denial?.Reasons[0].ToString());
        using (unlocked)
        {
            IReadOnlyList<string> columns = unlocked.Job.Plan.ColumnsOf(unlocked.Datasets[0].Dataset.Terms.Id);
            Assert.False(unlocked.Datasets[0].File.TryReadColumns(columns, DigestsOf(unlocked.Datasets[0], columns), out _, out _));
        }
    }

    private static SampleRoom Filled(RecordingStore store)
    {
        SampleRoom room = new(store);
        foreach (SealedSample sample in new[] { SealedSample.Feeds(), SealedSample.Ads() })
        {
            Assert.True(room.Room.Grants.TryRecord(sample.Signed));
            Assert.True(room.Room.Grants.TryRecord(SampleRoom.Grant(sample)));
            store.Objects[DatasetBinding.StoredName(SampleAgreement.Signed.Hash, sample.Manifest.Dataset, 1)] = sample.Ciphertext;
        }

        return room;
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> DigestsOf(UnlockedDataset dataset, IReadOnlyList<string> columns) =>
        dataset.Dataset.Manifest.Document.Columns.Where(column => columns.Contains(column.Name))
            .ToDictionary(column => column.Name, column => (ReadOnlyMemory<byte>)column.Digest.ToArray());

    private static IReadOnlyList<FileRange> RangesOf(UnlockedJob job, string column)
    {
        UnlockedDataset ads = job.Datasets.Single(dataset => dataset.Dataset.Terms.Id == SampleAgreement.Ads);
        Assert.True(ads.File.TryFindRanges(column, out IReadOnlyList<FileRange> ranges, out _));
        return ranges;
    }

    private static Task<Step<UnlockedJob>> UnlockAsync(SampleRoom room, IKeySource? keys = null) =>
        new UnlockStep(room.Room, keys ?? new HeldKeys()).UnlockAsync(room.AdmitJob(), Cancellation);

    private static async Task<DenialReason> DeniedAsync(SampleRoom room, IKeySource keys)
    {
        Assert.False((await UnlockAsync(room, keys)).TryGet(out _, out Denial? denial));
        return Assert.Single(denial.Reasons);
    }
}
