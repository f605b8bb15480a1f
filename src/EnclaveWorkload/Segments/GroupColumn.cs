using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>One key column as codes of joined rows: of the row itself, or of its person's profile when it is the partner's.</summary>
internal sealed class GroupColumn
{
    private GroupColumn(int[] codes, IReadOnlyList<string> texts)
    {
        Codes = codes;
        Texts = texts;
    }

    /// <summary>One code for each joined row, -1 where the key is absent or outside a public vocabulary.</summary>
    internal int[] Codes { get; }

    internal IReadOnlyList<string> Texts { get; }

    internal static GroupColumn Read(JoinedTable table, int[] rows, ColumnReference key, VocabularyDomain? vocabulary)
    {
        JoinedSide side = table.SideOf(key.Dataset);
        bool isPrimary = side == table.Sides[0];
        CategoryCodes categories = CategoryCodes.Read(side.Table.Read(key.Column));
        int[] modes = isPrimary ? [] : PersonMode.Of(new PersonRows(side.People, table.People.Count), categories);
        int[] renumbered = vocabulary is null ? [] : [.. categories.Texts.Select(text => IndexOf(vocabulary, text))];
        int[] codes = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            int code = isPrimary ? CodeOf(categories, rows[i]) : modes[table.PrimaryPeople[rows[i]]];
            codes[i] = code >= 0 && vocabulary is not null ? renumbered[code] : code;
        }

        return new GroupColumn(codes, vocabulary?.Values ?? categories.Texts);
    }

    private static int CodeOf(CategoryCodes categories, int row) => categories.Rows[row] is var code && code == categories.Absent ? -1 : code;

    private static int IndexOf(VocabularyDomain vocabulary, string text)
    {
        for (int i = 0; i < vocabulary.Values.Count; i++)
        {
            if (vocabulary.Values[i] == text)
            {
                return i;
            }
        }

        return -1;
    }
}
