using System.Numerics;
using System.Runtime.CompilerServices;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>Adds up what is noised of each cell: one vector for each block of the plan.</summary>
internal readonly struct CellSink : IContributionSink
{
    private readonly bool _hasRows;
    private readonly byte[]? _outcomes;
    private readonly long[][] _amounts;
    private readonly AmountTerms[] _bounds;
    private readonly long[]? _counts;
    private readonly long[]? _people;
    private readonly long[][] _sums;
    private readonly int _columnCount;
    private readonly int[] _columnOfOutcome;

    internal CellSink(NoisedColumns columns, SegmentRows rows)
    {
        _hasRows = columns.HasRows;
        _outcomes = rows.HasRowNumbers ? rows.Outcomes : null;
        _amounts = [.. rows.Amounts];
        _bounds = [.. columns.Amounts];
        _counts = columns.Counts is { } counts ? new long[counts.Mechanism.Length] : null;
        _columnCount = columns.Counts?.Columns ?? 0;
        _columnOfOutcome = [.. Enumerable.Range(0, columns.Outcomes.Count).Select(columns.ColumnOf)];
        _people = columns.People is { } people ? new long[people.Mechanism.Length] : null;
        _sums = [.. columns.AmountBlocks.Select(block => new long[block.Mechanism.Length])];
    }

    /// <summary>The vectors, in the order of the plan's blocks.</summary>
    internal IEnumerable<long[]> Vectors => new[] { _counts, _people }.OfType<long[]>().Concat(_sums);

    public void Add(int cell, ReadOnlySpan<int> rows)
    {
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

    /// <summary>Adds another's vectors to these.</summary>
    internal void Add(CellSink other)
    {
        foreach ((long[] mine, long[] theirs) in Vectors.Zip(other.Vectors))
        {
            for (int i = 0; i < mine.Length; i++)
            {
                mine[i] += theirs[i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddCounts(long[] counts, int cell, ReadOnlySpan<int> rows)
    {
        Span<long> entries = counts.AsSpan(cell * _columnCount, _columnCount);
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
