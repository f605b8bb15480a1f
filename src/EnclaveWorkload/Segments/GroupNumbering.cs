using EnclaveCleanRoom.EnclaveWorkload.Coding;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>
/// Numbers the groups that up to three key columns make. A group's number is that of the group of the columns before times the number of texts, plus the text; where that would leave too
/// many numbers unused, those that occur are numbered anew. One column's codes are its groups as they are.
/// </summary>
internal sealed class GroupNumbering
{
    private const int MostUnused = 1 << 16;

    private readonly List<Step> _steps = [];
    private readonly GroupColumn? _only;
    private readonly int[] _ofRow;

    private GroupNumbering(int rows, GroupColumn[] keys, bool isPublic)
    {
        _only = keys.Length == 1 ? keys[0] : null;
        _ofRow = _only is null ? new int[rows] : [];
        foreach (GroupColumn key in keys)
        {
            Add(key, isPublic);
        }
    }

    /// <summary>The number of groups, those that do not occur included.</summary>
    internal int Count { get; private set; } = 1;

    /// <summary>Numbers groups.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="keys">The key columns, which are read until the rows' groups are.</param>
    /// <param name="isPublic">Every combination of texts is a group, in their order; otherwise those that occur, and which they are only a private selection may show.</param>
    internal static GroupNumbering Of(int rows, GroupColumn[] keys, bool isPublic) => new(rows, keys, isPublic);

    /// <summary>Reads the group of each of some primary rows; of rows without a key value, the number of groups.</summary>
    internal void Read(int first, Span<int> groups)
    {
        if (_only is not null)
        {
            _only.Read(first, groups);
        }
        else
        {
            _ofRow.AsSpan(first, groups.Length).CopyTo(groups);
        }

        if (_only is { HasNone: false })
        {
            return;
        }

        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = groups[i] < 0 ? Count : groups[i];
        }
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
        if (_only is null)
        {
            Number(key, texts, occurring);
        }

        _steps.Add(new Step(key.Texts, occurring));
        Count = occurring?.Count ?? (int)pairs;
    }

    private void Number(GroupColumn key, int texts, KeyNumbering? occurring)
    {
        int[] codes = new int[_ofRow.Length];
        key.Read(0, codes);
        for (int row = 0; row < codes.Length; row++)
        {
            int code = codes[row];
            int group = _ofRow[row];
            long pair = ((long)group * texts) + code;
            _ofRow[row] = (group | code) < 0 ? -1 : occurring is null ? (int)pair : occurring.NumberOf(pair);
        }
    }

    private sealed record Step(IReadOnlyList<string> Texts, KeyNumbering? Occurring);
}
