namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>Numbers the groups that one or two key columns make.</summary>
internal sealed class GroupNumbering
{
    private GroupNumbering(int[] ofRow, IReadOnlyList<IReadOnlyList<string>> values)
    {
        OfRow = ofRow;
        Values = values;
    }

    /// <summary>The group of each joined row, -1 where a key is absent.</summary>
    internal int[] OfRow { get; }

    /// <summary>The key values of each group.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> Values { get; }

    /// <summary>Every combination of the keys' vocabularies, whether it occurs or not.</summary>
    internal static GroupNumbering OfAll(GroupColumn[] keys)
    {
        List<IReadOnlyList<string>> values = [[]];
        foreach (GroupColumn key in keys)
        {
            values = [.. values.SelectMany(before => key.Texts.Select(text => (IReadOnlyList<string>)[.. before, text]))];
        }

        int[] ofRow = new int[keys[0].Codes.Length];
        for (int row = 0; row < ofRow.Length; row++)
        {
            int group = 0;
            foreach (GroupColumn key in keys)
            {
                group = group < 0 || key.Codes[row] < 0 ? -1 : (group * key.Texts.Count) + key.Codes[row];
            }

            ofRow[row] = group;
        }

        return new GroupNumbering(ofRow, values);
    }

    /// <summary>The combinations that occur. Which they are is data: only a private selection may show them.</summary>
    internal static GroupNumbering OfOccurring(GroupColumn[] keys)
    {
        Dictionary<(int First, int Second), int> numbers = [];
        List<IReadOnlyList<string>> values = [];
        int[] ofRow = new int[keys[0].Codes.Length];
        for (int row = 0; row < ofRow.Length; row++)
        {
            int first = keys[0].Codes[row];
            int second = keys.Length > 1 ? keys[1].Codes[row] : 0;
            if (first < 0 || second < 0)
            {
                ofRow[row] = -1;
                continue;
            }

            if (!numbers.TryGetValue((first, second), out int number))
            {
                number = values.Count;
                numbers.Add((first, second), number);
                values.Add([.. keys.Select(key => key.Texts[key.Codes[row]])]);
            }

            ofRow[row] = number;
        }

        return new GroupNumbering(ofRow, values);
    }
}
