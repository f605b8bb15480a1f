using System.Buffers;

namespace EnclaveCleanRoom.EnclaveWorkload.Joining;

/// <summary>
/// One category for each person out of many rows: the most frequent, and of equally frequent ones that whose text comes
/// last: codes are mostly given out by frequency, and the rarer category says more of a person. It depends on the person's own rows
/// alone, and not on their order.
/// </summary>
internal static class PersonMode
{
    /// <returns>A code for each person, -1 where no row has a category.</returns>
    internal static int[] Of(PersonRows people, CategoryCodes categories)
    {
        int[] codes = ArrayPool<int>.Shared.Rent(people.Rows.Length);
        categories.Rows.CopyTo(people.Rows, codes);
        int[] counts = new int[categories.Rows.Count];
        int[] modes = new int[people.PersonCount];
        for (int person = 0; person < modes.Length; person++)
        {
            modes[person] = Of(codes.AsSpan(0, people.Rows.Length)[people.RangeOf(person)], counts, categories);
        }

        ArrayPool<int>.Shared.Return(codes, clearArray: true);
        return modes;
    }

    /// <param name="codes">The codes of one person's rows.</param>
    /// <param name="counts">Zeros, one a code; zeros again afterwards.</param>
    /// <param name="categories">The texts.</param>
    private static int Of(ReadOnlySpan<int> codes, int[] counts, CategoryCodes categories)
    {
        foreach (int code in codes)
        {
            counts[code]++;
        }

        int best = -1;
        int bestCount = 0;
        foreach (int code in codes)
        {
            // The first row of a category stands for all of them: its count is taken away here.
            int count = counts[code];
            counts[code] = 0;
            if (count == 0 || code == categories.Absent)
            {
                continue;
            }

            if (count > bestCount || (count == bestCount && string.CompareOrdinal(categories.Texts[code], categories.Texts[best]) > 0))
            {
                (best, bestCount) = (code, count);
            }
        }

        return best;
    }
}
