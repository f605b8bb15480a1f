using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.SyntheticData;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>A list a row: for each chosen item whether the list holds it, and how many others it holds. Columns of items that were planned and not chosen say nothing.</summary>
/// <param name="name">The column's name.</param>
/// <param name="items">The items chosen.</param>
/// <param name="planned">How many columns there are for items.</param>
internal sealed class ItemBook(string name, IReadOnlyList<string> items, int planned) : Codebook
{
    internal IReadOnlyList<string> Items => items;

    internal override IReadOnlyList<DiscreteColumn> Columns =>
    [
        .. Enumerable.Range(0, planned).Select(item => new DiscreteColumn($"{name}, item {item}", item < items.Count ? 2 : 1, isOrdered: false)),
        new DiscreteColumn($"{name}, others", SyntheticLists.MostOthers + 1, isOrdered: false),
    ];

    internal override SyntheticValues Write(ColumnReference column, DiscreteTable made, int first)
    {
        Dictionary<int, ushort> codeOfList = [];
        List<string> lists = [];
        ushort[] codes = new ushort[made.Rows];
        for (int row = 0; row < codes.Length; row++)
        {
            int list = made.Column(first + planned)[row];
            for (int item = 0; item < items.Count; item++)
            {
                list = (list * 2) + made.Column(first + item)[row];
            }

            if (!codeOfList.TryGetValue(list, out ushort code))
            {
                codeOfList[list] = code = (ushort)lists.Count;
                lists.Add(TextOf(made, first, row));
            }

            codes[row] = code;
        }

        return new SyntheticValues { Column = column, Values = lists, Codes = SyntheticCodes.Write(codes, lists.Count) };
    }

    private string TextOf(DiscreteTable made, int first, int row)
    {
        IEnumerable<string> held = Enumerable.Range(0, items.Count).Where(item => made.Column(first + item)[row] == 1).Select(item => items[item]);
        return SyntheticLists.Write(held, made.Column(first + planned)[row]);
    }
}
