namespace EnclaveCleanRoom.EnclaveWorkload.Joining;

/// <summary>
/// One category for each person out of many rows: the most frequent, and of equally frequent ones that whose text comes
/// first. It depends on the person's own rows alone, and not on their order.
/// </summary>
internal static class PersonMode
{
    /// <param name="people">The person of each row, -1 for nobody.</param>
    /// <param name="categories">The category of each row, -1 where absent.</param>
    /// <param name="personCount">People are 0 to this less 1.</param>
    /// <returns>A code for each person, -1 where no row has a category.</returns>
    internal static int[] Of(int[] people, CategoryCodes categories, int personCount)
    {
        Dictionary<long, int> counts = [];
        for (int row = 0; row < people.Length; row++)
        {
            if (people[row] >= 0 && categories.Codes[row] >= 0)
            {
                long key = ((long)people[row] << 32) | (uint)categories.Codes[row];
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }

        int[] best = new int[personCount];
        int[] bestCount = new int[personCount];
        Array.Fill(best, -1);
        foreach ((long key, int count) in counts)
        {
            int person = (int)(key >> 32);
            int code = (int)(key & 0xFFFFFFFF);
            bool wins = count > bestCount[person]
                || (count == bestCount[person] && string.CompareOrdinal(categories.Texts[code], categories.Texts[best[person]]) < 0);
            if (wins)
            {
                best[person] = code;
                bestCount[person] = count;
            }
        }

        return best;
    }
}
