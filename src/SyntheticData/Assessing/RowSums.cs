namespace EnclaveCleanRoom.SyntheticData.Assessing;

/// <summary>
/// Rows as 64-bit sums of mixed codes, which are compared in their place: two of a million different rows fall together by chance once in some millions of tables. What belongs to a column can be taken out of a sum again.
/// </summary>
internal static class RowSums
{
    public static ulong[] Of(DiscreteTable table, IEnumerable<int> columns)
    {
        ulong[] sums = new ulong[table.Rows];
        foreach (int column in columns)
        {
            ReadOnlySpan<ushort> codes = table.Column(column);
            for (int row = 0; row < sums.Length; row++)
            {
                sums[row] = unchecked(sums[row] + Mix(column, codes[row]));
            }
        }

        return sums;
    }

    /// <summary>The part of a code. The finalizer of splitmix64 on a number for each column and code.</summary>
    public static ulong Mix(int column, ushort code)
    {
        unchecked
        {
            ulong z = (((ulong)column << 16) | code) + 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
