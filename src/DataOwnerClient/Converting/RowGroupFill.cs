using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Converting;

/// <summary>Makes the table of one row group out of records, on all processors.</summary>
internal sealed class RowGroupFill(Schema schema, byte quote)
{
    private readonly ColumnFill[] _fills = [.. schema.Select(ColumnFill.Create)];

    /// <summary>Makes the table; it is good until the next call.</summary>
    /// <param name="parts">The records, in order.</param>
    /// <param name="misfit">A column whose type does not fit a cell; null when all do.</param>
    public Table? TryMake(IReadOnlyList<BlockPart> parts, out string? misfit)
    {
        int rows = parts.Sum(part => part.Count);
        ColumnFill[] ordered = [.. _fills.Where(fill => fill.IsSequential)];
        ColumnFill[] others = [.. _fills.Where(fill => !fill.IsSequential)];
        foreach (ColumnFill fill in _fills)
        {
            fill.Begin(rows);
        }

        string? found = null;
        int next = -1;
        Parallel.For(0, Math.Min(Environment.ProcessorCount, ordered.Length + parts.Count), _ =>
        {
            for (int work = Interlocked.Increment(ref next); work < ordered.Length + parts.Count; work = Interlocked.Increment(ref next))
            {
                // The columns that take longest come first, so that nobody waits for one of them at the end.
                bool fits = work < ordered.Length
                    ? parts.All(part => ordered[work].TryFill(part, quote))
                    : Fits(others, parts[work - ordered.Length], ref found);
                if (!fits)
                {
                    return;
                }
            }
        });
        misfit = found;
        return misfit is null ? new Table(_fills.Select(fill => fill.Build())) : null;
    }

    private bool Fits(ColumnFill[] fills, BlockPart part, ref string? misfit)
    {
        foreach (ColumnFill fill in fills)
        {
            if (!fill.TryFill(part, quote))
            {
                Volatile.Write(ref misfit, fill.Name);
                return false;
            }
        }

        return true;
    }
}
