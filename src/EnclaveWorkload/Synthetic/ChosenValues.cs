using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>A category whose vocabulary is not public: the values that most people have are chosen privately, all others are one.</summary>
internal sealed class ChosenValues(SyntheticColumn column, ValueChoice choice) : PlannedColumn(column)
{
    internal override Mechanism Mechanism => choice.Mechanism;

    internal override BoundedColumn Read(JoinedTable table, int[] people, ReadOnlySpan<int> kept)
    {
        bool isPrimary = IsPrimary(table, Column, out JoinedSide side);
        CategoryCodes categories = CategoryCodes.Read(side.Table.Read(Column.Column.Column));
        int[] ofPerson = isPrimary ? [] : PersonMode.Of(new PersonRows(side.People, table.People.Count), categories);
        int[] codes = new int[kept.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            int code = isPrimary ? categories.Rows[kept[i]] : ofPerson[people[kept[i]]];
            codes[i] = code < 0 || code == categories.Absent || categories.Texts[code].Length == 0 ? -1 : code;
        }

        return new Rows(this, choice, codes, categories.Texts);
    }

    private sealed class Rows(ChosenValues planned, ValueChoice choice, int[] codes, IReadOnlyList<string> texts) : BoundedColumn
    {
        private ImmutableArray<string> _values = [];

        internal override PrivateRelease<Codebook> Choose(BudgetGrant grant, int[] people)
        {
            PrivateRelease<ImmutableArray<string>> chosen = choice.Release(grant, people, codes, texts);
            _values = chosen.Value;
            return chosen.Map<Codebook>(values => new ValueBook($"{planned.Column.Column}", [.. values, ""], isOrdered: false));
        }

        internal override ushort[][] Codes(Codebook book)
        {
            int[] places = [.. texts.Select(text => _values.IndexOf(text))];
            return [[.. codes.Select(code => (ushort)(code < 0 || places[code] < 0 ? _values.Length : places[code]))]];
        }
    }
}
