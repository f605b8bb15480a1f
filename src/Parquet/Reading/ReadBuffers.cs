using EnclaveCleanRoom.Parquet.Compression;
using EnclaveCleanRoom.Parquet.Encryption;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Reading.Sinks;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>The memory that one thread of a read works in, chunk after chunk, and gives back for the next.</summary>
internal sealed class ReadBuffers(MemoryBudget budget) : IDisposable
{
    private readonly Dictionary<Codec, PageDecompressor> _decompressors = [];
    private SecretKey? _key;
    private ModuleDecryptor? _decryptor;

    public ChunkModules Modules { get; } = new(budget);

    public PageScratch Scratch { get; } = new();

    /// <summary>What opens the modules of a chunk, the one of the chunk before where that has the same key; null where there is none.</summary>
    public ModuleDecryptor? Decryptor(OpenFile file, SecretKey? key)
    {
        if (key is null || _key != key)
        {
            _decryptor?.Dispose();
            (_key, _decryptor) = (key, key is null ? null : new ModuleDecryptor(key, file.Keys!.Aad));
        }

        return _decryptor;
    }

    public PageDecompressor Decompressor(Codec codec)
    {
        if (!_decompressors.TryGetValue(codec, out PageDecompressor? decompressor))
        {
            decompressor = new PageDecompressor(codec, budget);
            _decompressors.Add(codec, decompressor);
        }

        return decompressor;
    }

    /// <summary>Lets go of the key, and gives all memory back, zeroed.</summary>
    public void Dispose()
    {
        Modules.Dispose();
        Scratch.Dispose();
        foreach (PageDecompressor decompressor in _decompressors.Values)
        {
            decompressor.Dispose();
        }

        _decryptor?.Dispose();
        (_key, _decryptor) = (null, null);
    }
}
