using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>
/// The ways in which one person can change a vector as much as its norms allow: lists of entry changes that cannot be enlarged anywhere. Noise on an entry hides a smaller
/// change no worse than a larger one, and neither sign nor place matters, so no other change of the vector is easier to see than one of these.
/// </summary>
internal static class WorstVectors
{
    private const long LargestSum = 64;
    private const int MostLooks = 4096;

    /// <summary>The lists, each as changes and how many entries change so, or <see langword="null"/> where there are too many to look at.</summary>
    public static IReadOnlyList<ImmutableArray<(long Change, long Entries)>>? Of(Sensitivity norms)
    {
        if ((Int128)norms.L0 * norms.LInfinity == norms.L1)
        {
            // Every entry that changes can change by the most at once; then the squares are as large as they can be too, or bound less.
            return norms.L2Squared == (Int128)norms.L1 * norms.LInfinity ? [[(norms.LInfinity, norms.L0)]] : Search(norms);
        }

        return Search(norms);
    }

    private static List<ImmutableArray<(long Change, long Entries)>>? Search(Sensitivity norms)
    {
        if (norms.L1 > LargestSum)
        {
            return null;
        }

        List<ImmutableArray<(long Change, long Entries)>> found = [];
        int looks = 0;
        return Extend(norms, [], norms.LInfinity, found, ref looks) ? found : null;
    }

    private static bool Extend(Sensitivity norms, List<long> changes, long most, List<ImmutableArray<(long Change, long Entries)>> found, ref int looks)
    {
        if (++looks > MostLooks)
        {
            return false;
        }

        if (!CanGrow(norms, changes))
        {
            found.Add([.. changes.GroupBy(change => change).Select(same => (same.Key, same.LongCount()))]);
        }

        for (long next = most; next >= 1; next--)
        {
            changes.Add(next);
            if (IsAllowed(norms, changes) && !Extend(norms, changes, next, found, ref looks))
            {
                return false;
            }

            changes.RemoveAt(changes.Count - 1);
        }

        return true;
    }

    private static bool CanGrow(Sensitivity norms, List<long> changes)
    {
        for (int i = 0; i < changes.Count; i++)
        {
            changes[i]++;
            bool isAllowed = IsAllowed(norms, changes);
            changes[i]--;
            if (isAllowed)
            {
                return true;
            }
        }

        return IsAllowed(norms, [.. changes, 1]);
    }

    private static bool IsAllowed(Sensitivity norms, List<long> changes) =>
        changes.Count <= norms.L0
        && changes.All(change => change <= norms.LInfinity)
        && changes.Sum() <= norms.L1
        && changes.Sum(change => change * change) <= norms.L2Squared;
}
