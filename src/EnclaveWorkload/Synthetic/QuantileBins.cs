using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>
/// A number in bins that hold about equally many rows: their edges are noisy quantiles between public bounds. In a joined table it is the median of the person's numbers, the lower of two.
/// </summary>
/// <remarks>
/// Input: at most K numbers a person. Adjacency: add or remove one person. Sensitivity: that of <see cref="QuantileTree"/> for K values. Privacy: one <see cref="NoisyCounts"/>; edges that fall together are one.
/// </remarks>
internal sealed class QuantileBins : PlannedColumn
{
    private const int Branching = 16;
    private const int Highest = 4;

    private readonly RangeDomain _range;
    private readonly QuantileTree _tree;
    private readonly NoisyCounts _counts;

    internal QuantileBins(SyntheticColumn column, RangeDomain range, int rowsPerPerson, Rho rho)
        : base(column)
    {
        _range = range;
        Int128 numbers = (Int128)range.Maximum - range.Minimum + 1;
        int height = 1;
        for (Int128 cells = Branching; cells < numbers && height < Highest; cells *= Branching)
        {
            height++;
        }

        _tree = new QuantileTree(new ValueRange(range.Minimum, range.Maximum, 1), Branching, height);
        _counts = _tree.Plan($"edges of {column.Column}", rowsPerPerson, rho);
    }

    internal override Mechanism Mechanism => _counts;

    internal override BoundedColumn Read(JoinedTable table, int[] people, ReadOnlySpan<int> kept)
    {
        bool isPrimary = IsPrimary(table, Column, out JoinedSide side);
        CodedNumbers numbers = CodedCells.Read(side.Table.Read(Column.Column.Column)).Numbers(static number => number);
        long?[] ofCode = [.. numbers.OfCode.Select(Clamp)];
        long?[] ofPerson = isPrimary ? [] : Medians(new PersonRows(side.People, table.People.Count), numbers.Rows, ofCode);
        long?[] values = new long?[kept.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = isPrimary ? ofCode[numbers.Rows[kept[i]]] : ofPerson[people[kept[i]]];
        }

        return new Rows(this, values);
    }

    private Edged ChooseEdges(ReadOnlySpan<long> noisy)
    {
        SortedSet<long> edges = [];
        for (int bin = 1; bin < Column.Bins; bin++)
        {
            edges.Add(_tree.QuantileOf(noisy, new Rational(bin, Column.Bins)));
        }

        return new Edged([.. edges.Where(edge => edge > _range.Minimum && edge <= _range.Maximum)]);
    }

    private long? Clamp(double number) =>
        double.IsNaN(number) ? null : number >= _range.Maximum ? _range.Maximum : number <= _range.Minimum ? _range.Minimum : (long)Math.Floor(number);

    private static long?[] Medians(PersonRows people, RowCodes codes, long?[] ofCode)
    {
        long?[] medians = new long?[people.PersonCount];
        for (int person = 0; person < medians.Length; person++)
        {
            List<long> own = [];
            foreach (int row in people.Rows.AsSpan()[people.RangeOf(person)])
            {
                if (ofCode[codes[row]] is { } number)
                {
                    own.Add(number);
                }
            }

            own.Sort();
            medians[person] = own.Count == 0 ? null : own[(own.Count - 1) / 2];
        }

        return medians;
    }

    private sealed record Edged(long[] Edges);

    private sealed class Rows(QuantileBins planned, long?[] values) : BoundedColumn
    {
        private long[] _edges = [];

        internal override PrivateRelease<Codebook> Choose(BudgetGrant grant, int[] people)
        {
            long[] learned = [.. values.Where((value, row) => value is not null && people[row] >= 0).Select(value => value.GetValueOrDefault())];
            PrivateRelease<Edged> edges = planned._counts.Release(grant, planned._tree.Count(learned)).Map(noisy => planned.ChooseEdges(noisy.AsSpan()));
            _edges = edges.Value.Edges;
            return edges.Map<Codebook>(chosen => new ValueBook($"{planned.Column.Column}", SyntheticColumn.BinsBetween(planned._range, chosen.Edges), isOrdered: true));
        }

        // A missing number has the code after the last bin.
        internal override ushort[][] Codes(Codebook book) =>
            [[.. values.Select(value => (ushort)(value is { } number ? _edges.Count(edge => edge <= number) : _edges.Length + 1))]];
    }
}
