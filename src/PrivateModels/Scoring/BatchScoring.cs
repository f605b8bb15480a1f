namespace EnclaveCleanRoom.PrivateModels.Scoring;

/// <summary>Scores many rows, column by column in blocks that stay in a core's cache.</summary>
internal static class BatchScoring
{
    private const int BlockRows = 4096;

    internal static void Score(
        double intercept, CurveTable[] tables, TreeTable[] trees, IReadOnlyList<PrivateColumn> columns, Memory<double> scores, int threads)
    {
        int blocks = (scores.Length + BlockRows - 1) / BlockRows;
        Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads }, block =>
        {
            int start = block * BlockRows;
            Span<double> part = scores.Span.Slice(start, Math.Min(BlockRows, scores.Length - start));
            part.Fill(intercept);
            for (int i = 0; i < tables.Length; i++)
            {
                if (columns[i].IsCategorical)
                {
                    Add(tables[i], columns[i].Codes.Span.Slice(start, part.Length), part);
                }
                else
                {
                    Add(tables[i], columns[i].Numbers.Span.Slice(start, part.Length), part);
                }
            }

            foreach (TreeTable tree in trees)
            {
                tree.Add(columns, start, part);
            }
        });
    }

    private static void Add(CurveTable table, ReadOnlySpan<int> codes, Span<double> scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] += table.ValueOf(codes[i]);
        }
    }

    private static void Add(CurveTable table, ReadOnlySpan<double> numbers, Span<double> scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] += table.ValueOf(numbers[i]);
        }
    }
}
