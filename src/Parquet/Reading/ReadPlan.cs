using System.Collections.Concurrent;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Reads several columns: every part of every column is a piece of work that the next free thread takes.</summary>
/// <param name="file">The file.</param>
/// <param name="columns">The columns.</param>
/// <param name="rowGroups">The row groups, in the order in which their rows are wanted.</param>
/// <param name="expectedDigests">For each column the digest over the tags of its modules; null when none is promised.</param>
internal sealed class ReadPlan(
    OpenFile file, IReadOnlyList<FileColumn> columns, IReadOnlyList<int> rowGroups, IReadOnlyList<ReadOnlyMemory<byte>>? expectedDigests)
{
    private readonly MemoryBudget _budget = new(file.Options.MaxDecodedBytes);
    private readonly ConcurrentBag<ReadBuffers> _buffers = [];

    /// <summary>Reads the columns.</summary>
    /// <returns>The first failure in the order of the columns, and in a column of its row groups.</returns>
    public ParquetFailure? Run(out Column[] read)
    {
        read = [];
        ColumnAssembly?[] assemblies = new ColumnAssembly?[columns.Count];
        try
        {
            return Locate(assemblies) ?? Read(assemblies!, out read);
        }
        finally
        {
            foreach (ReadBuffers buffers in _buffers)
            {
                buffers.Dispose();
            }

            foreach (ColumnAssembly? assembly in assemblies)
            {
                assembly?.Dispose();
            }
        }
    }

    private ParquetFailure? Read(ColumnAssembly[] assemblies, out Column[] read)
    {
        (int Column, int Part)[] parts = [.. assemblies.SelectMany((assembly, column) => Enumerable.Range(0, assembly.PartCount).Select(part => (column, part)))];
        ParquetFailure? failure = InParallel(parts.Length, index => ReadPart(assemblies[parts[index].Column], parts[index].Part));
        Column?[] built = new Column?[assemblies.Length];
        failure ??= InParallel(built.Length, index =>
        {
            using ColumnAssembly assembly = assemblies[index];
            return (expectedDigests is null ? null : assembly.CheckDigest(expectedDigests[index].Span)) ?? assembly.TryBuild(out built[index]);
        });
        if (failure is not null)
        {
            foreach (Column? column in built)
            {
                column?.Dispose();
            }
        }

        read = failure is null ? [.. built!] : [];
        return failure;
    }

    private ParquetFailure? Locate(ColumnAssembly?[] made) =>
        InParallel(columns.Count, index =>
        {
            ParquetFailure? failure = new ChunkLocator(file, columns[index]).TryFind(rowGroups, out ChunkPlace[] places);
            if (failure is null)
            {
                made[index] = new ColumnAssembly(file, columns[index], _budget, places, expectedDigests is not null);
            }

            return failure;
        });

    private ParquetFailure? ReadPart(ColumnAssembly assembly, int part)
    {
        ReadBuffers buffers = _buffers.TryTake(out ReadBuffers? used) ? used : new ReadBuffers(_budget);
        try
        {
            return assembly.ReadPart(part, buffers);
        }
        finally
        {
            _buffers.Add(buffers);
        }
    }

    /// <summary>Does pieces of work in order, as many at a time as allowed, until one fails; those before it are done all the same, so that the answer is always the same.</summary>
    private ParquetFailure? InParallel(int count, Func<int, ParquetFailure?> work)
    {
        ParquetFailure?[] failures = new ParquetFailure?[count];
        int next = -1;
        int firstFailed = count;
        Lock gate = new();
        Parallel.For(0, Math.Min(file.Options.MaxDegreeOfParallelism, count), _ =>
        {
            for (int index = Interlocked.Increment(ref next); index < Volatile.Read(ref firstFailed); index = Interlocked.Increment(ref next))
            {
                failures[index] = work(index);
                if (failures[index] is not null)
                {
                    lock (gate)
                    {
                        firstFailed = Math.Min(firstFailed, index);
                    }
                }
            }
        });
        return Array.Find(failures, failure => failure is not null);
    }
}
