using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.SyntheticData;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>One value a row: its code is its place in a list.</summary>
/// <param name="name">The column's name.</param>
/// <param name="values">What the codes mean, at least one.</param>
/// <param name="isOrdered">Whether neighbours are near each other.</param>
internal sealed class ValueBook(string name, IReadOnlyList<string> values, bool isOrdered) : Codebook
{
    internal override IReadOnlyList<DiscreteColumn> Columns => [new DiscreteColumn(name, values.Count, isOrdered)];

    internal override int CodeOf(string value) => values.ToList().IndexOf(value);

    internal override SyntheticValues Write(ColumnReference column, DiscreteTable made, int first) =>
        new() { Column = column, Values = values, Codes = SyntheticCodes.Write(made.Column(first), values.Count) };
}
