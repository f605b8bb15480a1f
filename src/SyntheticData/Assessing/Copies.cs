namespace EnclaveCleanRoom.SyntheticData.Assessing;

/// <summary>Counts the rows of one table that stand in another, exactly or but for one column. Rows are compared by 64-bit sums of mixed codes: two of a million rows fall together by chance once in some millions of tables.</summary>
internal static class Copies
{
    /// <summary>How many <paramref name="rows"/> stand in <paramref name="among"/>, and how many do when one column may differ.</summary>
    public static (long Exact, long Near) Count(DiscreteTable rows, DiscreteTable among)
    {
        ulong[] sums = Sums(rows);
        ulong[] others = Sums(among);
        HashSet<ulong> known = [.. others];
        bool[] isNear = new bool[rows.Rows];
        long exact = 0;
        for (int row = 0; row < sums.Length; row++)
        {
            isNear[row] = known.Contains(sums[row]);
            exact += isNear[row] ? 1 : 0;
        }

        for (int column = 0; column < rows.Domain.Columns.Length; column++)
        {
            known.Clear();
            for (int row = 0; row < others.Length; row++)
            {
                known.Add(unchecked(others[row] - Mix(column, among.Column(column)[row])));
            }

            for (int row = 0; row < sums.Length; row++)
            {
                isNear[row] = isNear[row] || known.Contains(unchecked(sums[row] - Mix(column, rows.Column(column)[row])));
            }
        }

        return (exact, isNear.LongCount(near => near));
    }

    private static ulong[] Sums(DiscreteTable table)
    {
        ulong[] sums = new ulong[table.Rows];
        for (int column = 0; column < table.Domain.Columns.Length; column++)
        {
            ReadOnlySpan<ushort> codes = table.Column(column);
            for (int row = 0; row < sums.Length; row++)
            {
                sums[row] = unchecked(sums[row] + Mix(column, codes[row]));
            }
        }

        return sums;
    }

    // The finalizer of splitmix64 on a number for each column and code.
    private static ulong Mix(int column, ushort code)
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
