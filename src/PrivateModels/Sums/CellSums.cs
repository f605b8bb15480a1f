using EnclaveCleanRoom.PrivateModels.Binning;

namespace EnclaveCleanRoom.PrivateModels.Sums;

/// <summary>
/// One pass over the rows: scores them, clips each person's residuals, and adds them up in every cell of every partition. Sums are of integers, so that neither the order of rows nor the
/// number of threads changes them.
/// </summary>
internal static class CellSums
{
    private const int BlockRows = 2048;

    /// <summary>The sums, partition by partition: residual and curvature of cell 0, of cell 1 and so on.</summary>
    /// <param name="rows">The rows, by person.</param>
    /// <param name="partitions">Their values add up to the score.</param>
    /// <param name="source">What a row adds.</param>
    /// <param name="radius">See <see cref="ResidualScale.Radius"/>.</param>
    /// <param name="threads">At least 1.</param>
    /// <param name="cancellationToken">Looked at before each part.</param>
    /// <param name="basis">What each row's score starts from, in log-odds; null: from 0.</param>
    internal static long[][] Of(
        BinnedRows rows, IReadOnlyList<Partition> partitions, IRowSource source, long radius, int threads, CancellationToken cancellationToken, double[]? basis = null)
    {
        int people = rows.Starts.Length - 1;
        int parts = Math.Clamp(threads, 1, Math.Max(1, people));
        long[][][] sums = new long[parts][][];
        ParallelOptions options = new() { MaxDegreeOfParallelism = parts, CancellationToken = cancellationToken };
        Parallel.For(0, parts, options, part =>
        {
            sums[part] = [.. partitions.Select(partition => new long[2 * partition.CellCount])];
            int first = (int)((long)people * part / parts);
            int end = (int)((long)people * (part + 1) / parts);
            Sum(rows, partitions, basis, source, radius, first, end, sums[part]);
        });
        for (int part = 1; part < parts; part++)
        {
            for (int partition = 0; partition < partitions.Count; partition++)
            {
                for (int i = 0; i < sums[0][partition].Length; i++)
                {
                    sums[0][partition][i] += sums[part][partition][i];
                }
            }
        }

        return sums[0];
    }

    private static void Sum(
        BinnedRows rows, IReadOnlyList<Partition> partitions, double[]? basis, IRowSource source, long radius, int firstPerson, int endPerson, long[][] sums)
    {
        double[] scores = new double[BlockRows + rows.MostRowsOfAPerson];
        RowPair[] pairs = new RowPair[scores.Length];
        for (int person = firstPerson; person < endPerson;)
        {
            int start = rows.Starts[person];
            int last = person;
            while (last < endPerson && rows.Starts[last] - start < BlockRows)
            {
                last++;
            }

            int count = rows.Starts[last] - start;
            Span<double> score = scores.AsSpan(0, count);
            Span<RowPair> pair = pairs.AsSpan(0, count);
            score.Clear();
            basis?.AsSpan(start, count).CopyTo(score);
            AddScores(partitions, start, score);
            source.Fill(rows.Labels.AsSpan(start, count), score, pair);
            for (; person < last; person++)
            {
                Span<RowPair> own = pair[(rows.Starts[person] - start)..(rows.Starts[person + 1] - start)];
                if (rows.TakesPart?[person] == false)
                {
                    own.Clear();
                }

                if (source.IsWeighedByRows)
                {
                    RowPair.Weigh(own, radius);
                }
                else
                {
                    RowPair.Clip(own, radius);
                }
            }

            for (int i = 0; i < partitions.Count; i++)
            {
                Add(partitions[i].Cells, start, pair, sums[i]);
            }
        }
    }

    /// <summary>The scores of a run of rows: what the partitions' values add up to.</summary>
    internal static void ScoreRows(IReadOnlyList<Partition> partitions, int start, Span<double> scores)
    {
        scores.Clear();
        AddScores(partitions, start, scores);
    }

    /// <summary>Adds the partitions' values to the scores of a run of rows.</summary>
    internal static void AddScores(IReadOnlyList<Partition> partitions, int start, Span<double> scores)
    {
        foreach (Partition partition in partitions)
        {
            ReadOnlySpan<double> values = partition.Values;
            if (partition.Cells.Length == 0)
            {
                foreach (ref double score in scores)
                {
                    score += values[0];
                }

                continue;
            }

            ReadOnlySpan<ushort> cells = partition.Cells.AsSpan(start, scores.Length);
            for (int i = 0; i < scores.Length; i++)
            {
                scores[i] += values[cells[i]];
            }
        }
    }

    private static void Add(ushort[] allCells, int start, ReadOnlySpan<RowPair> pairs, Span<long> sums)
    {
        unchecked
        {
            if (allCells.Length == 0)
            {
                foreach (ref readonly RowPair pair in pairs)
                {
                    sums[0] += pair.Gradient;
                    sums[1] += pair.Curvature;
                }

                return;
            }

            ReadOnlySpan<ushort> cells = allCells.AsSpan(start, pairs.Length);
            for (int i = 0; i < cells.Length; i++)
            {
                int at = 2 * cells[i];
                sums[at] += pairs[i].Gradient;
                sums[at + 1] += pairs[i].Curvature;
            }
        }
    }
}
