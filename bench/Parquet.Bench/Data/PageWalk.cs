using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading;

namespace EnclaveCleanRoom.Parquet.Bench.Data;

/// <summary>From the file to authenticated plaintext pages, and no further.</summary>
internal static class PageWalk
{
    /// <summary>Opens all pages of a file on all processors.</summary>
    /// <returns>Bytes of the file that were opened, and modules.</returns>
    public static (long Bytes, long Modules) Run(ParquetFile file, int threads)
    {
        OpenFile open = file.Open;
        (FileColumn Column, ChunkPlace Place)[] chunks = [.. file.Columns.SelectMany(column => Find(open, column).Select(place => (column, place)))];
        long modules = 0;
        int next = -1;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            ReadBuffers buffers = new(new MemoryBudget(1L << 30));
            for (int index = Interlocked.Increment(ref next); index < chunks.Length; index = Interlocked.Increment(ref next))
            {
                Interlocked.Add(ref modules, Open(open, chunks[index].Place, buffers.Modules));
            }
        });
        return (chunks.Sum(chunk => chunk.Place.MetaData.CompressedSize), modules);
    }

    private static ChunkPlace[] Find(OpenFile open, FileColumn column) =>
        new ChunkLocator(open, column).TryFind([.. Enumerable.Range(0, open.Footer.RowGroups.Count)], out ChunkPlace[] places) is { } failure
            ? throw new InvalidOperationException($"{failure}")
            : places;

    private static int Open(OpenFile open, ChunkPlace place, ChunkModules modules)
    {
        using ModuleDecryptor decryptor = new(place.Key!, open.Keys!.Aad);
        modules.Begin(open.Source, place, decryptor, open.IsCtr, null);
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
