using EnclaveCleanRoom.SyntheticData.Sampling;

namespace EnclaveCleanRoom.SyntheticData.Assessing;

/// <summary>Predicates that one row alone meets: a combination of codes of some columns that no other row of its table has.</summary>
internal static class RareCombinations
{
    private const double CellsForEachPredicate = 100;
    private static readonly ulong[] s_seed = [5, 6, 7, 8];

    /// <summary>The columns of a set: in an order that is public and its own, so many that there are far more combinations than predicates.</summary>
    public static int[] Columns(DiscreteDomain domain, int set, int predicates)
    {
        SeededWords words = new(s_seed, (ulong)set);
        int[] order = [.. Enumerable.Range(0, domain.Columns.Length)];
        double cells = 1;
        int taken = 0;
        while (taken < order.Length && cells < CellsForEachPredicate * predicates)
        {
            int other = taken + words.NextBelow(order.Length - taken);
            (order[taken], order[other]) = (order[other], order[taken]);
            cells *= domain.Columns[order[taken++]].Codes;
        }

        return order[..taken];
    }

    /// <summary>The cells of some rows.</summary>
    public static ulong[] Cells(DiscreteTable table, int[] rows, int[] columns)
    {
        ulong[] sums = RowSums.Of(table, columns);
        return [.. rows.Select(row => sums[row])];
    }

    /// <summary>How many cells have exactly one of the <paramref name="guesses"/> and exactly one of the <paramref name="people"/>.</summary>
    public static long CountSingledOut(ulong[] guesses, ulong[] people)
    {
        Dictionary<ulong, int> guessed = [];
        foreach (ulong cell in guesses)
        {
            guessed[cell] = guessed.GetValueOrDefault(cell) + 1;
        }

        Dictionary<ulong, int> met = [];
        foreach (ulong cell in people)
        {
            if (guessed.GetValueOrDefault(cell) == 1)
            {
                met[cell] = met.GetValueOrDefault(cell) + 1;
            }
        }

        return met.Values.LongCount(count => count == 1);
    }
}
