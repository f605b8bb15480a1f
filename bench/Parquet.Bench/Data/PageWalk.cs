using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading;

namespace EnclaveCleanRoom.Parquet.Bench.Data;

/// <summary>From the file to authenticated plaintext pages, and no further: as a read of all columns does it, in memory that is used again.</summary>
/// <param name="file">The file.</param>
/// <param name="source">Where its bytes are read from.</param>
/// <param name="threads">How many threads open pages.</param>
internal sealed class PageWalk(ParquetFile file, IByteSource source, int threads) : IDisposable
{
    private readonly ReadBuffers[] _buffers = [.. Enumerable.Range(0, threads).Select(_ => new ReadBuffers(new MemoryBudget(1L << 30)))];

    /// <summary>Finds and opens all pages of the file on all threads.</summary>
    /// <returns>Bytes of the file that were opened, and modules.</returns>
    public (long Bytes, long Modules) Run()
    {
        OpenFile open = file.Open with { Source = source };
        int[] groups = [.. Enumerable.Range(0, file.RowGroupCount)];
        ChunkPlace[][] columns = new ChunkPlace[file.Columns.Count][];
        InParallel(columns.Length, (_, column) => columns[column] = Find(open, file.Columns[column], groups));
        ChunkPlace[] chunks = [.. columns.SelectMany(places => places)];
        long modules = 0;
        InParallel(chunks.Length, (thread, chunk) => Interlocked.Add(ref modules, Open(open, chunks[chunk], _buffers[thread])));
        return (chunks.Sum(chunk => chunk.MetaData.CompressedSize), modules);
    }

    public void Dispose()
    {
        foreach (ReadBuffers buffers in _buffers)
        {
            buffers.Dispose();
        }
    }

    private void InParallel(int count, Action<int, int> work)
    {
        int next = -1;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            for (int index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
            {
                work(thread, index);
            }
        });
    }

    private static ChunkPlace[] Find(OpenFile open, FileColumn column, int[] groups) =>
        new ChunkLocator(open, column).TryFind(groups, out ChunkPlace[] places) is { } failure
            ? throw new InvalidOperationException($"{failure}")
            : places;

    private static int Open(OpenFile open, ChunkPlace place, ReadBuffers buffers)
    {
        ChunkModules modules = buffers.Modules;
        modules.Begin(open.Source, place, buffers.Decryptor(open, place.Key), open.IsCtr, null);
        bool isDictionary = place.MetaData.Start != place.MetaData.DataPageOffset;
        int opened = 0;
        for (short page = 0; modules.Left > 0;)
        {
            ParquetFailure? failure = modules.ReadHeader(isDictionary, page, out PageHeader header) ?? modules.ReadBody(header, isDictionary, page, out _);
            if (failure is not null)
            {
                throw new InvalidOperationException($"{failure}");
            }

            page += (short)(isDictionary ? 0 : 1);
            isDictionary = false;
            opened += 2;
        }

        return opened;
    }
}
