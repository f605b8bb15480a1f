using EnclaveCleanRoom.EnclaveWorkload.Coding;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>
/// Numbers the groups that up to three key columns make. A group's number is that of the group of the columns before times the number of texts, plus the text; where that would leave too
/// many numbers unused, those that occur are numbered anew.
/// </summary>
internal sealed class GroupNumbering
{
    private const int MostUnused = 1 << 16;

    private readonly List<Step> _steps = [];

    private GroupNumbering(int[] ofRow) => OfRow = ofRow;

    /// <summary>The group of each primary row; of rows without a key value, the number of groups.</summary>
    internal int[] OfRow { get; }

    /// <summary>The number of groups, those that do not occur included.</summary>
    internal int Count { get; private set; } = 1;

    /// <summary>Numbers groups.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="keys">The key columns.</param>
    /// <param name="isPublic">Every combination of texts is a group, in their order; otherwise those that occur, and which they are only a private selection may show.</param>
    internal static GroupNumbering Of(int rows, GroupColumn[] keys, bool isPublic)
    {
        GroupNumbering numbering = new(new int[rows]);
        foreach (GroupColumn key in keys)
        {
            numbering.Add(key, isPublic);
        }

        for (int row = 0; row < rows; row++)
        {
            if (numbering.OfRow[row] < 0)
            {
                numbering.OfRow[row] = numbering.Count;
            }
        }

        return numbering;
    }

    /// <summary>The key values of a group.</summary>
    internal IReadOnlyList<string> ValuesOf(int group)
    {
        string[] values = new string[_steps.Count];
        long number = group;
        for (int i = _steps.Count - 1; i >= 0; i--)
        {
            long pair = _steps[i].Occurring is { } occurring ? occurring.Keys[(int)number] : number;
            IReadOnlyList<string> texts = _steps[i].Texts;
            values[i] = texts[(int)(pair % texts.Count)];
            number = pair / texts.Count;
        }

        return values;
    }

    private void Add(GroupColumn key, bool isPublic)
    {
        // A column without a text makes no group; one number is set aside for it all the same.
        int texts = Math.Max(1, key.Texts.Count);
        long pairs = (long)Count * texts;
        KeyNumbering? occurring = isPublic || _steps.Count == 0 || pairs <= MostUnused ? null : new KeyNumbering();
        for (int row = 0; row < OfRow.Length; row++)
        {
            int code = key.Codes[row];
            int group = OfRow[row];
            long pair = ((long)group * texts) + code;
            OfRow[row] = (group | code) < 0 ? -1 : occurring is null ? (int)pair : occurring.NumberOf(pair);
        }

        _steps.Add(new Step(key.Texts, occurring));
        Count = occurring?.Count ?? (int)pairs;
    }

    private sealed record Step(IReadOnlyList<string> Texts, KeyNumbering? Occurring);
}
