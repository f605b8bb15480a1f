using EnclaveCleanRoom.PrivateModels.Binning;

namespace EnclaveCleanRoom.PrivateModels.Sums;

/// <summary>
/// Residuals and curvatures by cell, in two parts: what rows add without the protected parts of their people, which the recipient can compute as well and which therefore needs no noise; and what these parts change,
/// clipped a person.
/// </summary>
/// <remarks>
/// Theorem. Let neighbours have the same rows, with the same values of all features that are not protected, and let in one of them a person's protected values be missing and outcomes be those taken for granted. Then
/// <see cref="Moved"/>, mapped as <see cref="ReleasedVector"/> does, differs by at most W·R in the Euclidean norm, and <see cref="Known"/> does not differ. Proof: the known part looks at nothing else. The moved part is a
/// sum over people of what each person's own rows and earlier releases say. For the person whose protected parts are gone it is 0: every row then adds the same either way. With them, a row changes its entry by
/// u·(a - k) in a partition where its cell stays the same, and otherwise one entry by u·a and another by -u·k; no cell shares the entry of missing values, which is checked. <see cref="RowDeparture.LengthOf"/> bounds the
/// length of that, and a person's rows are shortened together until these lengths add up to at most R·W. Any change of a person's protected parts is a going and a coming: it moves the sums by at most twice as much.
/// </remarks>
internal sealed class DepartureSums
{
    private const int BlockRows = 2048;

    private readonly BinnedRows _rows;
    private readonly IReadOnlyList<Partition> _partitions;
    private readonly bool[] _isProtected;
    private readonly long[] _squaredWeights;
    private readonly bool _areLabelsKnown;
    private readonly IRowSource _source;

    private DepartureSums(BinnedRows rows, IReadOnlyList<Partition> partitions, bool[] isProtected, IReadOnlyList<CoordinateMap> maps, bool areLabelsKnown, IRowSource source)
    {
        (_rows, _partitions, _isProtected, _areLabelsKnown, _source) = (rows, partitions, isProtected, areLabelsKnown, source);
        _squaredWeights = [.. maps.Select(map => (long)map.Largest * map.Largest)];
        (Moved, Known) = (Zeros(), Zeros());
    }

    /// <summary>Partition by partition: residual and curvature of cell 0, of cell 1 and so on, that protected parts change.</summary>
    internal long[][] Moved { get; }

    /// <summary>Likewise, without the protected parts; not clipped.</summary>
    internal long[][] Known { get; }

    /// <summary>One pass over the rows.</summary>
    /// <param name="rows">The rows, by person.</param>
    /// <param name="partitions">Their values add up to the score; the last cell of a protected one is that of missing values.</param>
    /// <param name="isProtected">Of each partition, whether its cells are protected.</param>
    /// <param name="maps">By which the sums will be released.</param>
    /// <param name="areLabelsKnown">Whether outcomes are known; otherwise a row is taken for negative.</param>
    /// <param name="source">What a row adds.</param>
    /// <param name="radius">R, see <see cref="ResidualScale.Radius"/>.</param>
    /// <param name="threads">At least 1; the sums do not depend on it.</param>
    /// <param name="cancellationToken">Looked at before each part.</param>
    /// <exception cref="ArgumentException">A protected cell shares the entry of missing values.</exception>
    internal static DepartureSums Of(
        BinnedRows rows, IReadOnlyList<Partition> partitions, bool[] isProtected, IReadOnlyList<CoordinateMap> maps, bool areLabelsKnown, IRowSource source, long radius, int threads, CancellationToken cancellationToken)
    {
        if (maps.Zip(isProtected).Any(pair => pair.Second && pair.First.Coordinates.AsSpan(..^1).Contains(pair.First.Coordinates[^1])))
        {
            throw new ArgumentException("A protected cell shares the entry of missing values.", nameof(maps));
        }

        int people = rows.Starts.Length - 1;
        int parts = Math.Clamp(threads, 1, Math.Max(1, people));
        DepartureSums[] sums = [.. Enumerable.Range(0, parts).Select(_ => new DepartureSums(rows, partitions, isProtected, maps, areLabelsKnown, source))];
        ParallelOptions options = new() { MaxDegreeOfParallelism = parts, CancellationToken = cancellationToken };
        Parallel.For(0, parts, options, part => sums[part].Sum(radius, (int)((long)people * part / parts), (int)((long)people * (part + 1) / parts)));
        foreach (DepartureSums other in sums.Skip(1))
        {
            Add(sums[0].Moved, other.Moved);
            Add(sums[0].Known, other.Known);
        }

        return sums[0];
    }

    /// <summary>The scores of rows without their protected values.</summary>
    internal static void ScoreKnown(IReadOnlyList<Partition> partitions, bool[] isProtected, int start, Span<double> scores) =>
        CellSums.ScoreRows([.. partitions.Select((partition, i) => isProtected[i] ? new Partition([], [partition.Values[^1]]) : partition)], start, scores);

    private void Sum(long radius, int firstPerson, int endPerson)
    {
        RowDeparture[] departures = new RowDeparture[BlockRows + _rows.MostRowsOfAPerson];
        for (int person = firstPerson; person < endPerson;)
        {
            int start = _rows.Starts[person];
            int last = person;
            while (last < endPerson && _rows.Starts[last] - start < BlockRows)
            {
                last++;
            }

            Span<RowDeparture> block = departures.AsSpan(0, _rows.Starts[last] - start);
            Fill(start, block);
            for (int i = 0; i < _partitions.Count; i++)
            {
                AddKnown(i, start, block);
            }

            for (; person < last; person++)
            {
                Clip(_rows.Starts[person], block[(_rows.Starts[person] - start)..(_rows.Starts[person + 1] - start)], radius);
            }

            for (int i = 0; i < _partitions.Count; i++)
            {
                AddMoved(i, start, block);
            }
        }
    }

    private void Fill(int start, Span<RowDeparture> departures)
    {
        double[] scores = new double[departures.Length];
        RowPair[] actual = new RowPair[departures.Length];
        RowPair[] known = new RowPair[departures.Length];
        ReadOnlySpan<bool> labels = _rows.Labels.AsSpan(start, departures.Length);
        CellSums.ScoreRows(_partitions, start, scores);
        _source.Fill(labels, scores, actual);
        ScoreKnown(_partitions, _isProtected, start, scores);
        _source.Fill(_areLabelsKnown ? labels : new bool[departures.Length], scores, known);
        for (int i = 0; i < departures.Length; i++)
        {
            departures[i] = new RowDeparture(actual[i], known[i]);
        }
    }

    private void Clip(int start, Span<RowDeparture> departures, long radius)
    {
        long total = 0;
        for (int i = 0; i < departures.Length; i++)
        {
            total += departures[i].LengthOf(ChangedSquares(start + i), ReleasedVector.SquaredWeightNorm);
        }

        for (int i = 0; i < departures.Length && total > radius; i++)
        {
            departures[i].Scale(radius, total);
        }
    }

    /// <summary>The squared weights of the partitions in which a row has a protected value.</summary>
    private long ChangedSquares(int row)
    {
        long squares = 0;
        for (int i = 0; i < _partitions.Count; i++)
        {
            squares += _isProtected[i] && _partitions[i].Cells[row] != _partitions[i].CellCount - 1 ? _squaredWeights[i] : 0;
        }

        return squares;
    }

    private void AddKnown(int partition, int start, ReadOnlySpan<RowDeparture> departures)
    {
        for (int i = 0; i < departures.Length; i++)
        {
            Add(Known[partition], _isProtected[partition] ? _partitions[partition].CellCount - 1 : CellOf(partition, start + i), departures[i].Known, 1);
        }
    }

    private void AddMoved(int partition, int start, ReadOnlySpan<RowDeparture> departures)
    {
        int missing = _partitions[partition].CellCount - 1;
        for (int i = 0; i < departures.Length; i++)
        {
            int cell = CellOf(partition, start + i);
            if (!_isProtected[partition] || cell == missing)
            {
                Add(Moved[partition], cell, departures[i].Moved, 1);
                continue;
            }

            Add(Moved[partition], cell, departures[i].Actual, 1);
            Add(Moved[partition], missing, departures[i].Known, -1);
        }
    }

    private int CellOf(int partition, int row) => _partitions[partition].Cells.Length == 0 ? 0 : _partitions[partition].Cells[row];

    private static void Add(long[] sums, int cell, RowPair pair, int sign)
    {
        sums[2 * cell] += sign * pair.Gradient;
        sums[(2 * cell) + 1] += sign * pair.Curvature;
    }

    private static void Add(long[][] sums, long[][] others)
    {
        for (int partition = 0; partition < sums.Length; partition++)
        {
            for (int i = 0; i < sums[partition].Length; i++)
            {
                sums[partition][i] += others[partition][i];
            }
        }
    }

    private long[][] Zeros() => [.. _partitions.Select(partition => new long[2 * partition.CellCount])];
}
