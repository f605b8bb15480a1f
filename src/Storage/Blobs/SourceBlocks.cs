namespace EnclaveCleanRoom.Storage.Blobs;

/// <summary>Reads blocks of a seekable stream for several uploads at once, one read at a time.</summary>
internal sealed class SourceBlocks(Stream content, BlockPlan plan) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);

    /// <summary>The block's bytes; fewer than planned when the stream has become shorter.</summary>
    public async Task<byte[]> ReadAsync(int index, CancellationToken cancellationToken)
    {
        byte[] block = new byte[plan.SizeOf(index)];
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            content.Position = plan.OffsetOf(index);
            int read = await content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return read == block.Length ? block : block[..read];
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();
}
