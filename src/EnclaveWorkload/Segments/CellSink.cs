using System.Numerics;
using System.Runtime.CompilerServices;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>Adds up what is noised of each cell: one vector for each block of the plan.</summary>
/// <remarks>A table has fewer than 2³¹ rows, so 32 bits hold every count: twice as many of them lie in the cache as would of 64.</remarks>
internal readonly struct CellSink : IContributionSink
{
    private readonly bool _isRowsAndOutcomeAlone;
    private readonly bool _hasRows;
    private readonly int[]? _outcomes;
    private readonly long[][] _amounts;
    private readonly AmountTerms[] _bounds;
    private readonly int[]? _counts;
    private readonly int[]? _people;
    private readonly long[][] _sums;
    private readonly int _columnCount;
    private readonly int[] _columnOfOutcome;

    internal CellSink(NoisedColumns columns, SegmentRows rows)
    {
        _hasRows = columns.HasRows;
        _outcomes = rows.Outcomes.Length > 0 ? rows.Outcomes : null;
        _amounts = [.. rows.Amounts];
        _bounds = [.. columns.Amounts];
        _counts = columns.Counts is { } counts ? new int[counts.Mechanism.Length] : null;
        _columnCount = columns.Counts?.Columns ?? 0;
        _columnOfOutcome = [.. Enumerable.Range(0, columns.Outcomes.Count).Select(columns.ColumnOf)];
        _people = columns.People is { } people ? new int[people.Mechanism.Length] : null;
        _sums = [.. columns.AmountBlocks.Select(block => new long[block.Mechanism.Length])];
        _isRowsAndOutcomeAlone = _hasRows && _columnOfOutcome.Length == 1 && _outcomes is null && _people is null && _sums.Length == 0;
    }

    public void Add(int cell, ReadOnlySpan<int> rows)
    {
        if (_isRowsAndOutcomeAlone)
        {
            foreach (int outcome in rows)
            {
                AddRowAndOutcome(_counts!, cell, outcome);
            }

            return;
        }

        if (_counts is not null)
        {
            AddCounts(_counts, cell, rows);
        }

        if (_people is not null)
        {
            _people[cell]++;
        }

        for (int i = 0; i < _sums.Length; i++)
        {
            long sum = 0;
            long[] units = _amounts[i];
            foreach (int row in rows)
            {
                sum += units[row];
            }

            _sums[i][cell] += Math.Clamp(sum, _bounds[i].Lowest, _bounds[i].Highest);
        }
    }

    public void AddSingle(ReadOnlySpan<int> cells, ReadOnlySpan<int> rows)
    {
        if (!_isRowsAndOutcomeAlone)
        {
            for (int i = 0; i < cells.Length; i++)
            {
                Add(cells[i], rows.Slice(i, 1));
            }

            return;
        }

        int[] counts = _counts!;
        rows = rows[..cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            AddRowAndOutcome(counts, cells[i], rows[i]);
        }
    }

    /// <summary>What most questions count: rows with and without one outcome.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRowAndOutcome(int[] counts, int cell, int outcome)
    {
        unchecked
        {
            counts[(2 * cell) + 1 - outcome]++;
        }
    }

    /// <summary>What sinks of the same plan have added up together: the vectors, in the order of the plan's blocks.</summary>
    internal static long[][] Sum(CellSink[] sinks)
    {
        int[][] counts = [.. sinks.Select(sink => sink._counts).OfType<int[]>()];
        int[][] people = [.. sinks.Select(sink => sink._people).OfType<int[]>()];
        IEnumerable<long[]> sums = sinks[0]._sums.Select((_, i) => Sum([.. sinks.Select(sink => sink._sums[i])]));
        return [.. new[] { counts, people }.Where(vectors => vectors.Length > 0).Select(Sum), .. sums];
    }

    private static long[] Sum<T>(T[][] vectors)
        where T : IBinaryInteger<T>
    {
        long[] sums = new long[vectors[0].Length];
        foreach (T[] vector in vectors)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += long.CreateTruncating(vector[i]);
            }
        }

        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddCounts(int[] counts, int cell, ReadOnlySpan<int> rows)
    {
        Span<int> entries = counts.AsSpan(cell * _columnCount, _columnCount);
        if (_columnOfOutcome.Length == 0)
        {
            entries[0] += rows.Length;
            return;
        }

        foreach (int row in rows)
        {
            int bits = _outcomes is null ? row : _outcomes[row];
            int withFirst = bits & 1;
            if (_hasRows)
            {
                entries[1 - withFirst]++;
            }
            else
            {
                entries[0] += withFirst;
            }

            for (bits >>= 1; bits != 0; bits &= bits - 1)
            {
                entries[_columnOfOutcome[1 + BitOperations.TrailingZeroCount(bits)]]++;
            }
        }
    }
}
