using System.Numerics;
using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>The cell of each group, and whether other groups have the same: a person's rows of such groups are gathered before they are bounded.</summary>
internal sealed class CellOfGroup
{
    private const int None = int.MinValue;

    /// <summary>A cell of one group as it is, one of several groups as its complement.</summary>
    private readonly int[] _cells;

    /// <param name="cells">The cell of each group; below 0 for none.</param>
    public CellOfGroup(ReadOnlySpan<int> cells)
    {
        _cells = new int[cells.Length];
        int[] groupsOfCell = new int[Math.Max(0, Highest(cells) + 1)];
        foreach (int cell in cells)
        {
            if (cell >= 0)
            {
                groupsOfCell[cell]++;
            }
        }

        bool isNoneWithout = true;
        for (int group = 0; group < cells.Length; group++)
        {
            int cell = cells[group];
            _cells[group] = cell < 0 ? None : groupsOfCell[cell] > 1 ? ~cell : cell;
            isNoneWithout &= cell >= 0;
        }

        int shared = 0;
        foreach (int groups in groupsOfCell)
        {
            shared += groups > 1 ? 1 : 0;
        }

        HasAtMostOneShared = isNoneWithout && shared <= 1;
    }

    /// <summary>Whether every group has a cell, and all groups that share theirs share one: the rest, most often.</summary>
    public bool HasAtMostOneShared { get; }

    /// <summary>Looks up the groups of many rows: a cell of one group as it is, one of several as its complement.</summary>
    public void CodesOf<TEntry>(EntryLayout layout, ReadOnlySpan<TEntry> rows, Span<int> codes)
        where TEntry : unmanaged, IBinaryInteger<TEntry>, IUnsignedNumber<TEntry>
    {
        int[] cells = _cells;
        codes = codes[..rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            codes[i] = cells[layout.GroupOf(ulong.CreateTruncating(rows[i]))];
        }
    }

    /// <summary>The cell of a group; below 0 for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(int group)
    {
        int cell = _cells[group];
        return cell >= 0 ? cell : cell == None ? -1 : ~cell;
    }

    /// <summary>Whether the group has no cell or one that others have too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsShared(int group) => _cells[group] < 0;

    private static int Highest(ReadOnlySpan<int> cells)
    {
        int highest = -1;
        foreach (int cell in cells)
        {
            highest = Math.Max(highest, cell);
        }

        return highest;
    }
}
