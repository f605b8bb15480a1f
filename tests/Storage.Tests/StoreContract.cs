namespace EnclaveCleanRoom.Storage.Tests;

/// <summary>What every store does alike, whatever it is made of.</summary>
public abstract class StoreContract
{
    private protected static ObjectName Name { get; } = ObjectName.Parse("agreement/feeds.1.parquet");

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract Task<IObjectStore> OpenAsync();

    [Fact]
    public async Task What_was_uploaded_is_read_back_range_by_range()
    {
        using IObjectStore store = await OpenAsync();
        byte[] content = Bytes.Of(1_000_000);
        Assert.Equal(new Upload(content.Length, 0), Bytes.ValueOf(await store.UploadAsync(Name, new MemoryStream(content), null, Cancellation)));
        Assert.Equal(content.Length, Bytes.ValueOf(await store.GetLengthAsync(Name, Cancellation)));
        foreach ((int offset, int length) in new[] { (0, 4), (content.Length - 8, 8), (65_530, 200_000), (0, content.Length) })
        {
            byte[] range = new byte[length];
            Assert.Equal(length, Bytes.ValueOf(await store.ReadAsync(Name, offset, range, Cancellation)));
            Assert.Equal(content.AsSpan(offset, length).ToArray(), range);
        }
    }

    [Fact]
    public async Task A_range_beyond_the_end_is_refused()
    {
        using IObjectStore store = await OpenAsync();
        await store.UploadAsync(Name, new MemoryStream(Bytes.Of(1000)), null, Cancellation);
        Assert.Equal(StoreFailureReason.OutOfRange, Bytes.ReasonOf(await store.ReadAsync(Name, 990, new byte[11], Cancellation)));
        Assert.Equal(StoreFailureReason.OutOfRange, Bytes.ReasonOf(await store.ReadAsync(Name, 2000, new byte[1], Cancellation)));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        using IObjectStore store = await OpenAsync();
        Assert.Equal(StoreFailureReason.NotFound, Bytes.ReasonOf(await store.GetLengthAsync(Name, Cancellation)));
        Assert.Equal(StoreFailureReason.NotFound, Bytes.ReasonOf(await store.ReadAsync(Name, 0, new byte[1], Cancellation)));
    }

    [Fact]
    public async Task The_same_bytes_again_are_not_sent_again()
    {
        using IObjectStore store = await OpenAsync();
        byte[] content = Bytes.Of(300_000);
        await store.UploadAsync(Name, new MemoryStream(content), null, Cancellation);
        Assert.Equal(new Upload(content.Length, content.Length), Bytes.ValueOf(await store.UploadAsync(Name, new MemoryStream(content), null, Cancellation)));
    }

    [Fact]
    public async Task Other_bytes_under_the_same_name_are_refused_and_change_nothing()
    {
        using IObjectStore store = await OpenAsync();
        byte[] content = Bytes.Of(300_000);
        await store.UploadAsync(Name, new MemoryStream(content), null, Cancellation);
        foreach (byte[] other in new[] { Bytes.Of(300_000, seed: 2), Bytes.Of(299_999), [] })
        {
            Assert.Equal(StoreFailureReason.AlreadyExists, Bytes.ReasonOf(await store.UploadAsync(Name, new MemoryStream(other), null, Cancellation)));
        }

        byte[] read = new byte[content.Length];
        await store.ReadAsync(Name, 0, read, Cancellation);
        Assert.Equal(content, read);
    }

    [Fact]
    public async Task An_upload_that_was_interrupted_goes_on_and_is_not_seen_before_its_end()
    {
        using IObjectStore store = await OpenAsync();
        byte[] content = Bytes.Of(1_000_000);
        using CancellationTokenSource stop = new();
        Progress stopping = new(arrived =>
        {
            if (arrived >= 300_000)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.UploadAsync(Name, new SlowStream(content), stopping, stop.Token));
        Assert.Equal(StoreFailureReason.NotFound, Bytes.ReasonOf(await store.GetLengthAsync(Name, Cancellation)));

        Upload upload = Bytes.ValueOf(await store.UploadAsync(Name, new MemoryStream(content), null, Cancellation));
        Assert.InRange(upload.Before, 65_536, content.Length - 1);
        byte[] read = new byte[content.Length];
        await store.ReadAsync(Name, 0, read, Cancellation);
        Assert.Equal(content, read);
    }

    [Fact]
    public async Task What_an_interrupted_upload_of_other_bytes_left_behind_does_not_get_into_the_file()
    {
        using IObjectStore store = await OpenAsync();
        using CancellationTokenSource stop = new();
        Progress stopping = new(arrived =>
        {
            if (arrived >= 300_000)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.UploadAsync(Name, new SlowStream(Bytes.Of(1_000_000, seed: 2)), stopping, stop.Token));

        byte[] content = Bytes.Of(900_000);
        Assert.Equal(new Upload(content.Length, 0), Bytes.ValueOf(await store.UploadAsync(Name, new MemoryStream(content), null, Cancellation)));
        byte[] read = new byte[content.Length];
        await store.ReadAsync(Name, 0, read, Cancellation);
        Assert.Equal(content, read);
    }

    [Fact]
    public async Task A_source_that_becomes_shorter_is_refused()
    {
        using IObjectStore store = await OpenAsync();
        Assert.Equal(StoreFailureReason.SourceChanged, Bytes.ReasonOf(await store.UploadAsync(Name, new ShrinkingStream(Bytes.Of(500_000)), null, Cancellation)));
        Assert.Equal(StoreFailureReason.NotFound, Bytes.ReasonOf(await store.GetLengthAsync(Name, Cancellation)));
    }

    private sealed class Progress(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }

    /// <summary>Gives few bytes at a time, so that an upload can be stopped in the middle.</summary>
    private sealed class SlowStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return base.ReadAsync(buffer[..Math.Min(buffer.Length, 65_536)], cancellationToken);
        }
    }

    private sealed class ShrinkingStream(byte[] content) : MemoryStream(content)
    {
        public override long Length => base.Length + 100;
    }
}
