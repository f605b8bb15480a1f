using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>Row numbers sorted by person, then group, then place: a radix sort, linear in the rows.</summary>
internal static class SortedRows
{
    private const int DigitBits = 11;
    private const int DigitValues = 1 << DigitBits;

    /// <summary>The rows that have both a person and a group, sorted.</summary>
    public static int[] ByPersonThenGroup(ReadOnlySpan<int> people, ReadOnlySpan<int> groups)
    {
        int[] rows = new int[people.Length];
        int count = 0;
        (int largestPerson, int largestGroup) = (0, 0);
        for (int row = 0; row < people.Length; row++)
        {
            if (people[row] >= 0 && groups[row] >= 0)
            {
                rows[count++] = row;
                largestPerson = Math.Max(largestPerson, people[row]);
                largestGroup = Math.Max(largestGroup, groups[row]);
            }
        }

        Array.Resize(ref rows, count);
        rows = Sort(rows, groups, largestGroup);
        return Sort(rows, people, largestPerson);
    }

    /// <summary>The stretches of equal person and group.</summary>
    public static Span<RowRun> Runs(int[] rows, ReadOnlySpan<int> people, ReadOnlySpan<int> groups)
    {
        List<RowRun> runs = new(rows.Length);
        int start = 0;
        for (int at = 1; at <= rows.Length; at++)
        {
            if (at == rows.Length || people[rows[at]] != people[rows[start]] || groups[rows[at]] != groups[rows[start]])
            {
                runs.Add(new RowRun(people[rows[start]], groups[rows[start]], start, at - start, rows[start]));
                start = at;
            }
        }

        return CollectionsMarshal.AsSpan(runs);
    }

    private static int[] Sort(int[] rows, ReadOnlySpan<int> codes, int largest)
    {
        int[] sorted = new int[rows.Length];
        for (int shift = 0; shift == 0 || (shift < 32 && (largest >> shift) != 0); shift += DigitBits)
        {
            int[] next = new int[DigitValues + 1];
            foreach (int row in rows)
            {
                next[((codes[row] >> shift) & (DigitValues - 1)) + 1]++;
            }

            for (int digit = 0; digit < DigitValues; digit++)
            {
                next[digit + 1] += next[digit];
            }

            foreach (int row in rows)
            {
                sorted[next[(codes[row] >> shift) & (DigitValues - 1)]++] = row;
            }

            (rows, sorted) = (sorted, rows);
        }

        return rows;
    }
}
