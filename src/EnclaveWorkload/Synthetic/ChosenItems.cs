using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Joining;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Coding;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>
/// A multi-valued column: the items that most people have are chosen privately, each a yes or no of its own, and the others are counted. In a joined table a person's list is of all items of the person's rows.
/// </summary>
internal sealed class ChosenItems(SyntheticColumn column, ValueChoice choice) : PlannedColumn(column)
{
    internal override int Width => Column.Chosen + 1;

    internal override Mechanism Mechanism => choice.Mechanism;

    internal override BoundedColumn Read(JoinedTable table, int[] people, ReadOnlySpan<int> kept)
    {
        bool isPrimary = IsPrimary(table, Column, out JoinedSide side);
        CategoryCodes cells = CategoryCodes.Read(side.Table.Read(Column.Column.Column));
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        int[][] ofCell = [.. CellTokens.Of(cells).Select(tokens => tokens.Select(token => NumberOf(numbers, token)).ToArray()), []];
        int[][] ofPerson = isPrimary ? [] : Lists(new PersonRows(side.People, table.People.Count), cells, ofCell);
        int[][] lists = new int[kept.Length][];
        for (int i = 0; i < lists.Length; i++)
        {
            lists[i] = isPrimary ? ofCell[cells.Rows[kept[i]]] : ofPerson[people[kept[i]]];
        }

        return new Rows(this, choice, lists, [.. numbers.OrderBy(each => each.Value).Select(each => each.Key)]);
    }

    private static int Place(IReadOnlyList<string> items, string text)
    {
        int place = items.Count - 1;
        while (place >= 0 && items[place] != text)
        {
            place--;
        }

        return place;
    }

    private static int NumberOf(Dictionary<string, int> numbers, string token)
    {
        numbers.TryAdd(token, numbers.Count);
        return numbers[token];
    }

    private static int[][] Lists(PersonRows people, CategoryCodes cells, int[][] ofCell)
    {
        int[][] lists = new int[people.PersonCount][];
        HashSet<int> own = [];
        for (int person = 0; person < lists.Length; person++)
        {
            own.Clear();
            foreach (int row in people.Rows.AsSpan()[people.RangeOf(person)])
            {
                own.UnionWith(ofCell[cells.Rows[row]]);
            }

            lists[person] = [.. own];
        }

        return lists;
    }

    private sealed class Rows(ChosenItems planned, ValueChoice choice, int[][] lists, string[] texts) : BoundedColumn
    {
        internal override PrivateRelease<Codebook> Choose(BudgetGrant grant, int[] people)
        {
            // A text that stands for others in answers is never an item of its own.
            int[] values = [.. lists.SelectMany(list => list).Select(item => SyntheticLists.IsStandIn(texts[item]) ? -1 : item)];
            int[] ofPair = [.. lists.SelectMany((list, row) => Enumerable.Repeat(people[row], list.Length))];
            return choice.Release(grant, ofPair, values, texts).Map<Codebook>(items => new ItemBook($"{planned.Column.Column}", items, planned.Column.Chosen));
        }

        internal override ushort[][] Codes(Codebook book)
        {
            IReadOnlyList<string> items = ((ItemBook)book).Items;
            int[] places = [.. texts.Select(text => Place(items, text))];
            ushort[][] codes = [.. Enumerable.Range(0, planned.Width).Select(_ => new ushort[lists.Length])];
            for (int row = 0; row < lists.Length; row++)
            {
                int others = 0;
                foreach (int item in lists[row])
                {
                    if (places[item] >= 0)
                    {
                        codes[places[item]][row] = 1;
                    }
                    else
                    {
                        others++;
                    }
                }

                codes[^1][row] = (ushort)Math.Min(others, SyntheticLists.MostOthers);
            }

            return codes;
        }
    }
}
