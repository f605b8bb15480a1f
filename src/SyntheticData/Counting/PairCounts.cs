namespace EnclaveCleanRoom.SyntheticData.Counting;

/// <summary>Counts codes and pairs of codes. Integers, so that neither threads nor order change them.</summary>
internal static class PairCounts
{
    /// <summary>Rows that are in the fastest memory together while every pair goes over them.</summary>
    private const int BlockRows = 8192;

    /// <summary>How often each code of a column occurs.</summary>
    public static long[] OfColumn(ReadOnlySpan<ushort> codes, int size)
    {
        long[] counts = new long[size];
        foreach (ushort code in codes)
        {
            counts[code]++;
        }

        return counts;
    }

    /// <summary>For each pair (a, b) the table of a's codes by b's, b changing fastest; one pass over the rows, in blocks.</summary>
    public static long[][] OfPairs(ushort[][] columns, int[] sizes, IReadOnlyList<(int First, int Second)> pairs, int threads)
    {
        long[][] counts = [.. pairs.Select(pair => new long[sizes[pair.First] * sizes[pair.Second]])];
        int rows = columns[0].Length;
        int workers = Math.Clamp(threads, 1, Math.Max(1, pairs.Count));
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker =>
        {
            for (int start = 0; start < rows; start += BlockRows)
            {
                int length = Math.Min(BlockRows, rows - start);
                for (int pair = worker; pair < pairs.Count; pair += workers)
                {
                    (int first, int second) = pairs[pair];
                    Add(columns[first].AsSpan(start, length), columns[second].AsSpan(start, length), sizes[second], counts[pair]);
                }
            }
        });
        return counts;
    }

    private static void Add(ReadOnlySpan<ushort> first, ReadOnlySpan<ushort> second, int stride, long[] counts)
    {
        unchecked
        {
            for (int row = 0; row < first.Length; row++)
            {
                counts[(first[row] * stride) + second[row]]++;
            }
        }
    }
}
