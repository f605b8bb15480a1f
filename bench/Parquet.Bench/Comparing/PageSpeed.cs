using System.Diagnostics;
using EnclaveCleanRoom.Parquet.Bench.Data;
using EnclaveCleanRoom.Parquet.Bench.Measuring;
using EnclaveCleanRoom.Parquet.Bench.Peer;

namespace EnclaveCleanRoom.Parquet.Bench.Comparing;

/// <summary>How fast files become authenticated plaintext pages, beside OpenSSL's decryption of a buffer that never leaves the cache.</summary>
internal sealed class PageSpeed(BenchData data, string folder, OpenSsl openSsl, int pairs)
{
    private const int Passes = 20;

    // What openssl speed takes when nobody says another size.
    private const int OpenSslPiece = 16_384;

    public void Run()
    {
        foreach (string table in BenchData.Tables)
        {
            Pairs.Compare($"{table}: file to pages / OpenSSL", pairs, () => Walk(data, table), Peer, "GB/s");
        }

        using BareLoop bare = new(Path.Combine(folder, "bare.bin"));
        Pairs.Compare("bare loop of reading and decrypting 256 KiB / OpenSSL", pairs, () => GigabytesASecond(BareLoop.Bytes, bare.Run), Peer, "GB/s");
        foreach (string table in BenchData.Tables)
        {
            Pairs.Compare($"{table}: file to pages / bare loop", pairs, () => Walk(data, table), () => GigabytesASecond(BareLoop.Bytes, bare.Run), "GB/s");
        }

        foreach (string table in BenchData.Tables)
        {
            MemorySource memory = new(File.ReadAllBytes(data.Encrypted(table)));
            Pairs.Compare($"{table}: memory to pages / OpenSSL", pairs, () => Walk(data, table, memory), Peer, "GB/s");
            Pairs.Compare($"{table}: memory to pages / bare loop from memory", pairs, () => Walk(data, table, memory), () => GigabytesASecond(BareLoop.Bytes, bare.RunInMemory), "GB/s");
        }
    }

    /// <summary>GB/s of a file that become authenticated plaintext pages.</summary>
    /// <param name="data">The files.</param>
    /// <param name="table">Which.</param>
    /// <param name="memory">The same file in memory; without it it is read from the page cache.</param>
    public static double Walk(BenchData data, string table, MemorySource? memory = null) => data.Use(data.Encrypted(table), file =>
    {
        using PageWalk walk = new(file, memory ?? file.Open.Source, Environment.ProcessorCount);
        (long bytes, _) = walk.Run();
        return GigabytesASecond(bytes, () => walk.Run());
    });

    private double Peer() => openSsl.DecryptionSpeed(OpenSslPiece, Environment.ProcessorCount);

    private static double GigabytesASecond(long bytes, Action pass)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Passes; i++)
        {
            pass();
        }

        return bytes * Passes / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9;
    }
}
