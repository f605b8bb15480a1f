using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>A column whose values the agreement states: a vocabulary, a label, or a range in bins of equal width.</summary>
internal sealed class AgreedValues(Agreement agreement, SyntheticColumn column) : PlannedColumn(column)
{
    internal override Mechanism? Mechanism => null;

    internal override BoundedColumn Read(JoinedTable table, int[] people, ReadOnlySpan<int> kept) =>
        new Rows(new ValueBook($"{Column.Column}", Column.ValuesIn(agreement), IsOrdered), ColumnOfCodes.Read(agreement, table, Column, people, kept));

    private sealed class Rows(ValueBook book, ushort[] codes) : BoundedColumn
    {
        internal override Codebook Agreed => book;

        internal override PrivateRelease<Codebook> Choose(BudgetGrant grant, int[] people) => throw new UnreachableException("The agreement says what the codes mean.");

        internal override ushort[][] Codes(Codebook known) => [codes];
    }
}
