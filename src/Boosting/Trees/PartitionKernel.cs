using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>Deals rows of a block out by a decision, keeping their order and branching on nothing.</summary>
internal static unsafe class PartitionKernel
{
    /// <param name="column">The decision's column.</param>
    /// <param name="firstRow">The block's first row.</param>
    /// <param name="decision">Which bins go left.</param>
    /// <param name="rows">The rows, counted from the first; in the end those that go left, then the others.</param>
    /// <param name="count">How many.</param>
    /// <param name="room">Room for as many.</param>
    /// <returns>How many go left.</returns>
    public static int Deal(BinnedColumn column, int firstRow, BinDecision decision, ushort* rows, int count, ushort* room)
    {
        int left;
        fixed (byte* goesLeft = &MemoryMarshal.GetReference(decision.GoesLeft))
        {
            left = column.Narrow is not null
                ? DealNarrow(column.Narrow.Pointer + firstRow, goesLeft, rows, count, room)
                : DealWide(column.Wide!.Pointer + firstRow, goesLeft, rows, count, room);
        }

        GC.KeepAlive(column);
        new ReadOnlySpan<ushort>(room, count - left).CopyTo(new Span<ushort>(rows + left, count - left));
        return left;
    }

    /// <summary>The same in the plainest way.</summary>
    public static int DealScalar(BinnedColumn column, int firstRow, BinDecision decision, Span<ushort> rows)
    {
        ushort[] left = [.. rows.ToArray().Where(row => decision.GoesLeft[column[firstRow + row]] != 0)];
        ushort[] right = [.. rows.ToArray().Where(row => decision.GoesLeft[column[firstRow + row]] == 0)];
        left.CopyTo(rows);
        right.CopyTo(rows[left.Length..]);
        return left.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int DealNarrow(byte* bins, byte* goesLeft, ushort* rows, nint count, ushort* right)
    {
        nint l = 0;
        unchecked
        {
            for (nint i = 0; i < count; i++)
            {
                ushort row = rows[i];
                nint toLeft = goesLeft[bins[(nuint)row]];
                rows[l] = row;
                right[i - l] = row;
                l += toLeft;
            }
        }

        return (int)l;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int DealWide(ushort* bins, byte* goesLeft, ushort* rows, nint count, ushort* right)
    {
        nint l = 0;
        unchecked
        {
            for (nint i = 0; i < count; i++)
            {
                ushort row = rows[i];
                nint toLeft = goesLeft[bins[(nuint)row]];
                rows[l] = row;
                right[i - l] = row;
                l += toLeft;
            }
        }

        return (int)l;
    }
}
