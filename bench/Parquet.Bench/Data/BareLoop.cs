using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace EnclaveCleanRoom.Parquet.Bench.Data;

/// <summary>What the platform allows at best: a file of sealed pieces read and opened in place, one piece after the other, without anything of a file format.</summary>
internal sealed class BareLoop : IDisposable
{
    private const int Plain = 1 << 18;
    private const int Piece = Plain + 28;
    private const int Pieces = 256;
    private readonly byte[] _key = SHA256.HashData("bare"u8);
    private readonly SafeFileHandle _file;
    private readonly MemorySource _memory;
    private readonly byte[][] _buffers = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new byte[Piece])];

    public BareLoop(string path)
    {
        using AesGcm gcm = new(_key, 16);
        FileStream made = new(path, FileMode.Create);
        byte[] piece = new byte[Piece];
        for (int i = 0; i < Pieces; i++)
        {
            RandomNumberGenerator.Fill(piece);
            gcm.Encrypt(piece.AsSpan(0, 12), piece.AsSpan(12, Plain), piece.AsSpan(12, Plain), piece.AsSpan(12 + Plain));
            made.Write(piece);
        }

        made.Dispose();
        _file = File.OpenHandle(path);
        _memory = new MemorySource(File.ReadAllBytes(path));
    }

    /// <summary>Bytes that one pass opens.</summary>
    public static long Bytes => (long)Pieces * Piece;

    /// <summary>Opens all pieces on all processors, from the file.</summary>
    public void Run() => Run((offset, piece) => RandomAccess.Read(_file, piece, offset));

    /// <summary>Opens all pieces on all processors, from memory.</summary>
    public void RunInMemory() => Run((offset, piece) => _memory.TryRead(offset, piece));

    public void Dispose() => _file.Dispose();

    private void Run(Action<long, Span<byte>> read)
    {
        int next = -1;
        Parallel.For(0, _buffers.Length, new ParallelOptions { MaxDegreeOfParallelism = _buffers.Length }, thread =>
        {
            using AesGcm gcm = new(_key, 16);
            Span<byte> piece = _buffers[thread];
            for (int index = Interlocked.Increment(ref next); index < Pieces; index = Interlocked.Increment(ref next))
            {
                read((long)index * Piece, piece);
                gcm.Decrypt(piece[..12], piece.Slice(12, Plain), piece[(12 + Plain)..], piece.Slice(12, Plain));
            }
        });
    }
}
