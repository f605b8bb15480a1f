using System.Diagnostics;

namespace EnclaveCleanRoom.Parquet.Bench.Fuzzing;

/// <summary>Reads mutated inputs in every way that there is. What it looks for are exceptions, time and memory; refusals are what should come.</summary>
internal sealed class Fuzzer(long count, int seed, string[] folders)
{
    private const long MemoryLimit = 16 << 20;
    private const long MostAllocated = 8 * MemoryLimit;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);
    private readonly long[] _outcomes = new long[Enum.GetValues<ParquetFailureReason>().Length];
    private long _largest;
    private long _slowest;

    /// <summary>0 when nothing but refusals and tables came; otherwise the input is written to <c>fuzz-input.bin</c>.</summary>
    public int Run()
    {
        List<byte[]> inputs = FuzzCorpus.Make(folders);
        Console.WriteLine($"{inputs.Count} inputs to start from, {count} mutations, seed {seed}");
        int failed = 0;
        Stopwatch watch = Stopwatch.StartNew();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (index, loop) =>
        {
            Random random = new(HashCode.Combine(seed, index));
            byte[] mutated = Mutation.Of(inputs[(int)(index % inputs.Count)], inputs[random.Next(inputs.Count)], random);
            if (Describe(mutated) is { } problem && Interlocked.Exchange(ref failed, 1) == 0)
            {
                Console.WriteLine($"mutation {index}: {problem}");
                File.WriteAllBytes("fuzz-input.bin", mutated);
                loop.Stop();
            }
        });
        foreach (ParquetFailureReason reason in Enum.GetValues<ParquetFailureReason>())
        {
            Console.WriteLine($"{_outcomes[(int)reason],10} {(reason == ParquetFailureReason.None ? "read" : reason.ToString())}");
        }

        Console.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s, slowest {TimeSpan.FromTicks(_slowest).TotalMilliseconds:F0} ms, most allocated {_largest / 1_000_000} MB: {(failed == 0 ? "no crash, no hang, no unbounded memory" : "failed")}");
        return failed;
    }

    private string? Describe(byte[] input)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        try
        {
            Read(input);
        }
#pragma warning disable CA1031 // Whatever it is, it is what the fuzzer looks for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception.ToString();
        }

        TimeSpan taken = Stopwatch.GetElapsedTime(start);
        long more = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Raise(ref _slowest, taken.Ticks);
        Raise(ref _largest, more);
        return taken > s_longest ? $"{taken.TotalSeconds:F1} s" : more > MostAllocated + (input.Length * 64L) ? $"{more} bytes allocated" : null;
    }

    private void Read(byte[] input)
    {
        using KeyRing ring = new();
        ring.Add("k"u8, new SecretKey(FuzzCorpus.Key));
        using LocalKeyManagement service = new();
        service.Add("master", new SecretKey(FuzzCorpus.Key));
        _ = KeyMaterial.TryParse(input, out _, out _);
        _ = ExternalKeyMaterial.TryParse(input, out ExternalKeyMaterial? beside, out _);
        using KeyToolsRetriever tools = new(service, beside);
        ParquetReaderOptions options = ParquetReaderOptions.Plaintext with { Keys = new Either(ring, tools), MaxDecodedBytes = MemoryLimit, MaxFooterBytes = (int)MemoryLimit, MaxDegreeOfParallelism = 1 };
        using MemoryStream stream = new(input);
        _ = EncryptedFooter.TryRead(stream, out _, out _);
        if (!ParquetFile.TryOpen(stream, options, out ParquetFile? file, out ParquetFailure? failure))
        {
            Count(failure.Reason);
            return;
        }

        foreach (FileColumn column in file.Columns.Where(column => column.Field is not null))
        {
            Count(file.TryReadColumns([column.Name], out _, out failure) ? ParquetFailureReason.None : failure.Reason);
            RowFilter filter = column.Field!.Type switch
            {
                ColumnType.String => RowFilter.In(column.Name, "text 3 é"),
                ColumnType.Float or ColumnType.Double => RowFilter.Between(column.Name, 1.0, 2.0),
                _ => RowFilter.Between(column.Name, 3, 4),
            };
            if (file.RowGroupCount > 0)
            {
                _ = file.TryReadRowGroup(0, [column.Name], filter, out _, out _);
            }
        }
    }

    private void Count(ParquetFailureReason reason) => Interlocked.Increment(ref _outcomes[(int)reason]);

    private static void Raise(ref long most, long value)
    {
        long seen = Interlocked.Read(ref most);
        while (value > seen && Interlocked.CompareExchange(ref most, value, seen) is var now && now != seen)
        {
            seen = now;
        }
    }

    private sealed class Either(IKeyRetriever first, IKeyRetriever second) : IKeyRetriever
    {
        public bool TryGetKey(ReadOnlySpan<byte> keyMetadata, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SecretKey? key) =>
            first.TryGetKey(keyMetadata, out key) || second.TryGetKey(keyMetadata, out key);
    }
}
