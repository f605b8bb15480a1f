using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>Counts the values of a sample that has few distinct ones, as most columns of codes and counts do: sorting those alone is far cheaper.</summary>
internal static class FewValueCounter
{
    private const int MostDistinct = 1024;
    private const int Slots = 4096;

    /// <param name="sample">The values, without NaN.</param>
    /// <param name="values">The distinct values in ascending order, when the result is true.</param>
    /// <param name="counts">How many rows have each.</param>
    /// <returns>Whether there are few enough.</returns>
    public static bool TryCount(ReadOnlySpan<double> sample, [NotNullWhen(true)] out double[]? values, [NotNullWhen(true)] out int[]? counts)
    {
        values = null;
        counts = null;
        double[] slotValues = new double[Slots];
        int[] slotCounts = new int[Slots];
        int distinct = 0;
        foreach (double value in sample)
        {
            int slot = FirstSlot(value);
            while (slotCounts[slot] > 0 && slotValues[slot] != value)
            {
                slot = (slot + 1) % Slots;
            }

            if (slotCounts[slot]++ == 0)
            {
                slotValues[slot] = value;
                if (++distinct > MostDistinct)
                {
                    return false;
                }
            }
        }

        values = [.. Enumerable.Range(0, Slots).Where(slot => slotCounts[slot] > 0).Select(slot => slotValues[slot])];
        counts = [.. slotCounts.Where(count => count > 0)];
        Array.Sort(values, counts);
        return true;
    }

    private static int FirstSlot(double value)
    {
        // Both zeros are one value, so they must start at one place.
        ulong bits = BitConverter.DoubleToUInt64Bits(value == 0 ? 0 : value);
        return (int)(unchecked(bits * 0x9E3779B97F4A7C15) >> (64 - BitOperations.Log2(Slots)));
    }
}
