using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>One key column as codes of primary rows: of the row itself, or of its person's profile when it is a partner's.</summary>
internal sealed class GroupColumn
{
    private GroupColumn(int[] codes, IReadOnlyList<string> texts) => (Codes, Texts) = (codes, texts);

    /// <summary>One code for each primary row, -1 where the key is absent or outside a public vocabulary; of nobody's rows anything.</summary>
    internal int[] Codes { get; }

    internal IReadOnlyList<string> Texts { get; }

    internal static GroupColumn Read(JoinedTable table, ColumnReference key, VocabularyDomain? vocabulary)
    {
        JoinedSide side = table.SideOf(key.Dataset);
        CategoryCodes categories = CategoryCodes.Read(side.Table.Read(key.Column));
        int[] numbers = NumbersOf(categories, vocabulary);
        int[] codes = new int[table.PrimaryPeople.Length];
        if (side == table.Sides[0])
        {
            categories.Rows.Map(numbers, codes);
        }
        else
        {
            int[] modes = PersonMode.Of(new PersonRows(side.People, table.People.Count), categories);
            for (int row = 0; row < codes.Length; row++)
            {
                int mode = table.PrimaryPeople[row] < 0 ? -1 : modes[table.PrimaryPeople[row]];
                codes[row] = mode < 0 ? -1 : numbers[mode];
            }
        }

        return new GroupColumn(codes, vocabulary?.Values ?? categories.Texts);
    }

    /// <summary>Of each code its place in the vocabulary, or itself where there is none; -1 for absent cells and texts outside.</summary>
    private static int[] NumbersOf(CategoryCodes categories, VocabularyDomain? vocabulary)
    {
        int[] numbers = new int[categories.Rows.Count];
        Dictionary<string, int> places = vocabulary is null ? [] : vocabulary.Values.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal);
        for (int code = 0; code < categories.Texts.Count; code++)
        {
            numbers[code] = vocabulary is null ? code : places.GetValueOrDefault(categories.Texts[code], -1);
        }

        numbers[categories.Absent] = -1;
        return numbers;
    }
}
