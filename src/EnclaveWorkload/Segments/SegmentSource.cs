using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>
/// Joined rows that meet all conditions, as bounding reads them: each with its person, its group, the last of which is that of rows without a key value, and its outcomes, where they are all that is counted
/// of it; otherwise its number.
/// </summary>
internal sealed class SegmentSource : IContributionSource
{
    private readonly JoinedTable _table;
    private readonly int[]? _people;
    private readonly GroupNumbering _groups;
    private readonly OutcomeColumn[] _outcomes;
    private readonly bool _isNumbered;

    /// <param name="table">The rows.</param>
    /// <param name="people">The person of each row where conditions leave some out; null where all joined rows count.</param>
    /// <param name="groups">The group of each row.</param>
    /// <param name="outcomes">The outcomes, a bit each, that stand for each row.</param>
    /// <param name="isNumbered">Whether each row's number stands for it instead.</param>
    internal SegmentSource(JoinedTable table, int[]? people, GroupNumbering groups, OutcomeColumn[] outcomes, bool isNumbered)
    {
        (_table, _people, _groups, _outcomes, _isNumbered) = (table, people, groups, outcomes, isNumbered);
        ValueBits = isNumbered ? BitOperations.Log2((uint)Math.Max(1, RowCount)) + 1 : outcomes.Length;
    }

    public int RowCount => _table.PrimaryPeople.Length;

    public int PersonCount => _table.PrimaryPersonCount;

    public int GroupCount => _groups.Count + 1;

    public int ValueBits { get; }

    public void ReadPeople(int first, Span<int> people)
    {
        if (_people is null)
        {
            _table.ReadJoinedPeople(first, people);
        }
        else
        {
            _people.AsSpan(first, people.Length).CopyTo(people);
        }
    }

    public void ReadGroups(int first, Span<int> groups) => _groups.Read(first, groups);

    public void ReadValues(int first, Span<int> values)
    {
        if (!_isNumbered)
        {
            ReadOutcomes(first, values);
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = first + i;
        }
    }

    /// <summary>Reads the outcomes of each of some primary rows, from one on: bit i is set in rows with outcome i.</summary>
    internal void ReadOutcomes(int first, Span<int> rows)
    {
        rows.Clear();
        for (int i = 0; i < _outcomes.Length; i++)
        {
            _outcomes[i].Mark(first, 1 << i, rows);
        }
    }
}
