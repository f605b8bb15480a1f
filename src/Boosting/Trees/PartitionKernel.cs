using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>Deals rows out to two lists by a decision, keeping their order and branching on nothing.</summary>
internal static unsafe class PartitionKernel
{
    /// <param name="column">The decision's column.</param>
    /// <param name="decision">Which bins go left.</param>
    /// <param name="rows">The rows to deal out.</param>
    /// <param name="count">How many.</param>
    /// <param name="left">Receives the rows that go left; room for all. May be <paramref name="rows"/> itself.</param>
    /// <param name="right">Receives the others; room for all.</param>
    /// <returns>How many went left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Deal(BinnedColumn column, BinDecision decision, int* rows, int count, int* left, int* right)
    {
        int dealtLeft = 0;
        fixed (byte* goesLeft = &MemoryMarshal.GetReference(decision.GoesLeft))
        {
            dealtLeft = column.Narrow is not null
                ? DealNarrow(column.Narrow.Pointer, goesLeft, rows, count, left, right)
                : DealWide(column.Wide!.Pointer, goesLeft, rows, count, left, right);
        }

        GC.KeepAlive(column);
        return dealtLeft;
    }

    /// <summary>The same in the plainest way.</summary>
    public static int DealScalar(BinnedColumn column, BinDecision decision, ReadOnlySpan<int> rows, Span<int> left, Span<int> right)
    {
        int dealtLeft = 0;
        int dealtRight = 0;
        foreach (int row in rows)
        {
            if (decision.GoesLeft[column[row]] != 0)
            {
                left[dealtLeft++] = row;
            }
            else
            {
                right[dealtRight++] = row;
            }
        }

        return dealtLeft;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int DealNarrow(byte* bins, byte* goesLeft, int* rows, int count, int* left, int* right)
    {
        nint l = 0;
        unchecked
        {
            for (nint i = 0; i < count; i++)
            {
                int row = rows[i];
                nint toLeft = goesLeft[bins[row]];
                left[l] = row;
                right[i - l] = row;
                l += toLeft;
            }
        }

        return (int)l;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int DealWide(ushort* bins, byte* goesLeft, int* rows, int count, int* left, int* right)
    {
        nint l = 0;
        unchecked
        {
            for (nint i = 0; i < count; i++)
            {
                int row = rows[i];
                nint toLeft = goesLeft[bins[row]];
                left[l] = row;
                right[i - l] = row;
                l += toLeft;
            }
        }

        return (int)l;
    }
}
