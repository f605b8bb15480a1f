using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>A column of synthetic rows before data is seen: how many columns of the model stand for it, and what choosing its values costs.</summary>
internal abstract class PlannedColumn(SyntheticColumn column)
{
    internal SyntheticColumn Column => column;

    /// <summary>How many columns of the model stand for it.</summary>
    internal virtual int Width => 1;

    /// <summary>Whether neighbouring codes are near each other.</summary>
    internal bool IsOrdered => column.Bins > 0;

    /// <summary>What chooses its values, where the agreement does not state them.</summary>
    internal abstract Mechanism? Mechanism { get; }

    /// <summary>Reads it.</summary>
    /// <param name="table">The joined table.</param>
    /// <param name="people">The person of each primary row.</param>
    /// <param name="kept">The primary rows that count.</param>
    internal abstract BoundedColumn Read(JoinedTable table, int[] people, ReadOnlySpan<int> kept);

    /// <summary>Plans a column.</summary>
    internal static PlannedColumn Of(Agreement agreement, SyntheticTerms terms, SyntheticQuery query, SyntheticColumn column)
    {
        if (column.Chosen == 0)
        {
            return new AgreedValues(agreement, column);
        }

        ColumnTerms described = agreement.FindColumn(column.Column) ?? throw new ArgumentException($"The agreement has no column {column.Column}.", nameof(column));
        Rho rho = Rho.FromNano(query.NanoRhoOfChoice(terms));
        if (described.Domain is RangeDomain range)
        {
            return new QuantileBins(column, range, terms.RowsPerPerson, rho);
        }

        bool isItems = described.Role == ColumnRole.MultiValued;
        bool isOfPerson = column.Column.Dataset != terms.Rows;
        int valuesOfPerson = isItems ? SyntheticTerms.MostValuesOfPerson : isOfPerson ? 1 : Math.Min(terms.RowsPerPerson, SyntheticTerms.MostValuesOfPerson);
        Delta delta = Delta.FromAtto(query.AttoDelta / query.ChosenOf(terms).Count(chosen => chosen.Bins == 0));
        ValueChoice choice = new($"values of {column.Column}", rho, delta, valuesOfPerson, Math.Max(OwnerRules.StrictestMinimumPeople(agreement, terms.Datasets), SyntheticTerms.LeastPeopleOfValue), column.Chosen);
        return isItems ? new ChosenItems(column, choice) : new ChosenValues(column, choice);
    }

    private protected static bool IsPrimary(JoinedTable table, SyntheticColumn column, out JoinedSide side)
    {
        side = table.SideOf(column.Column.Dataset);
        return ReferenceEquals(side, table.Sides[0]);
    }
}
