using EnclaveCleanRoom.Parquet.Compression;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading.Sinks;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>The memory that one thread of a read works in, chunk after chunk, and gives back for the next.</summary>
internal sealed class ReadBuffers(MemoryBudget budget)
{
    private readonly Dictionary<Codec, PageDecompressor> _decompressors = [];

    public ChunkModules Modules { get; } = new(budget);

    public PageScratch Scratch { get; } = new();

    public PageDecompressor Decompressor(Codec codec)
    {
        if (!_decompressors.TryGetValue(codec, out PageDecompressor? decompressor))
        {
            decompressor = new PageDecompressor(codec, budget);
            _decompressors.Add(codec, decompressor);
        }

        return decompressor;
    }
}
