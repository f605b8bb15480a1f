using Azure.Core;

namespace EnclaveCleanRoom.Storage.Blobs;

/// <summary>
/// One upload: what is there is asked for, missing blocks are sent side by side, and the list of blocks is committed last and only where no
/// blob is. Until then nobody sees anything of it.
/// </summary>
internal sealed class BlockUpload(BlobPipeline pipeline, ObjectName name, StoreOptions options)
{
    /// <summary>The blob's metadata that says of which bytes it was made. It saves an upload and proves nothing.</summary>
    private const string MarkHeader = "x-ms-meta-cleanroom";

    public async Task<StoreResult<Upload>> RunAsync(Stream content, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        BlockPlan plan = new(content.Length, options.BlockSize);
        using SourceBlocks source = new(content, plan);
        using BlobAnswer existing = await HeadAsync(cancellationToken).ConfigureAwait(false);
        if (existing.Failure is null)
        {
            return await CompareAsync(existing, plan, source, cancellationToken).ConfigureAwait(false);
        }

        if (existing.Failure.Reason != StoreFailureReason.NotFound)
        {
            return existing.Failure;
        }

        StoreResult<Dictionary<string, long>> listed = await ListAsync(cancellationToken).ConfigureAwait(false);
        if (!listed.TryGet(out Dictionary<string, long>? there, out StoreFailure? failure))
        {
            return failure;
        }

        string[] ids = new string[plan.Count];
        StoreResult<long> sent = await SendMissingAsync(plan, source, there, ids, progress, cancellationToken).ConfigureAwait(false);
        return !sent.TryGet(out long before, out failure) ? failure
            : await CommitAsync(plan, ids, cancellationToken).ConfigureAwait(false) is { } refused ? refused
            : new Upload(plan.Length, before);
    }

    private Task<BlobAnswer> HeadAsync(CancellationToken cancellationToken) =>
        pipeline.SendAsync(RequestMethod.Head, name, "", null, status => status == 200, cancellationToken);

    /// <summary>A blob is there already: it is this one when its mark and its length say so.</summary>
    private static async Task<StoreResult<Upload>> CompareAsync(BlobAnswer existing, BlockPlan plan, SourceBlocks source, CancellationToken cancellationToken)
    {
        string[] ids = new string[plan.Count];
        for (int index = 0; index < ids.Length; index++)
        {
            ids[index] = BlockPlan.IdOf(index, await source.ReadAsync(index, cancellationToken).ConfigureAwait(false));
        }

        return IsMarked(existing, plan, ids)
            ? new Upload(plan.Length, plan.Length)
            : new StoreFailure(StoreFailureReason.AlreadyExists, null, null, "Another blob lies under this name, and nothing is overwritten. Delete it, or upload a new version.");
    }

    private static bool IsMarked(BlobAnswer existing, BlockPlan plan, string[] ids) =>
        existing.Response!.Headers.ContentLengthLong == plan.Length
        && existing.Response.Headers.TryGetValue(MarkHeader, out string? mark) && mark == BlockPlan.MarkOf(ids);

    private async Task<StoreResult<Dictionary<string, long>>> ListAsync(CancellationToken cancellationToken)
    {
        using BlobAnswer answer = await pipeline.SendAsync(
            RequestMethod.Get, name, "comp=blocklist&blocklisttype=uncommitted", null, status => status == 200, cancellationToken).ConfigureAwait(false);
        if (answer.Failure is { } failure)
        {
            // Nothing of this blob has ever arrived, or the whole container is missing: sending the first block will tell.
            return failure.Reason == StoreFailureReason.NotFound ? new Dictionary<string, long>() : failure;
        }

        return await BlockList.ReadUncommittedAsync(answer.Response!.ContentStream ?? Stream.Null).ConfigureAwait(false) is { } blocks
            ? blocks
            : BlobFailures.Malformed(200, "The service's list of blocks is none.");
    }

    /// <returns>How many bytes were there before.</returns>
    private async Task<StoreResult<long>> SendMissingAsync(
        BlockPlan plan, SourceBlocks source, Dictionary<string, long> there, string[] ids, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        long before = 0;
        long arrived = 0;
        StoreFailure? first = null;
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = stopping.Token };
        try
        {
            await Parallel.ForAsync(0, plan.Count, parallel, async (index, cancellation) =>
            {
                byte[] block = await source.ReadAsync(index, cancellation).ConfigureAwait(false);
                ids[index] = BlockPlan.IdOf(index, block);
                bool isThere = there.TryGetValue(ids[index], out long size) && size == block.Length;
                StoreFailure? failure = block.Length != plan.SizeOf(index)
                    ? new StoreFailure(StoreFailureReason.SourceChanged, null, null, "The file has become shorter while it was uploaded.")
                    : isThere ? null : await PutAsync(ids[index], block, cancellation).ConfigureAwait(false);
                if (failure is not null)
                {
                    Interlocked.CompareExchange(ref first, failure, null);
                    await stopping.CancelAsync().ConfigureAwait(false);
                    return;
                }

                Interlocked.Add(ref before, isThere ? block.Length : 0);
                progress?.Report(Interlocked.Add(ref arrived, block.Length));
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (first is not null)
        {
            // One block failed for good and the others were told to stop.
        }

        return first is null ? before : first;
    }

    private async Task<StoreFailure?> PutAsync(string id, byte[] block, CancellationToken cancellationToken)
    {
        using BlobAnswer answer = await pipeline.SendAsync(
            RequestMethod.Put,
            name,
            $"comp=block&blockid={Uri.EscapeDataString(id)}",
            request => request.Content = RequestContent.Create(block),
            status => status == 201,
            cancellationToken).ConfigureAwait(false);
        return answer.Failure;
    }

    private async Task<StoreFailure?> CommitAsync(BlockPlan plan, string[] ids, CancellationToken cancellationToken)
    {
        using BlobAnswer answer = await pipeline.SendAsync(
            RequestMethod.Put,
            name,
            "comp=blocklist",
            request =>
            {
                request.Headers.Add("If-None-Match", "*");
                request.Headers.Add("x-ms-blob-content-type", "application/octet-stream");
                request.Headers.Add(MarkHeader, BlockPlan.MarkOf(ids));
                request.Headers.Add("Content-Type", "application/xml");
                request.Content = RequestContent.Create(BlockList.Write(ids));
            },
            status => status == 201,
            cancellationToken).ConfigureAwait(false);
        if (answer.Failure is not { Reason: StoreFailureReason.AlreadyExists } failure)
        {
            return answer.Failure;
        }

        // An answer that was lost on its way makes the retry of a commit find what the first attempt committed.
        using BlobAnswer existing = await HeadAsync(cancellationToken).ConfigureAwait(false);
        return existing.Failure is null && IsMarked(existing, plan, ids) ? null : failure;
    }
}
