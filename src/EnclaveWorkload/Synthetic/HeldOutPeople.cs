using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>
/// A tenth of the people, who are not learned from: the safety check compares them with those who are. Each person draws one of ten lots, by the secret order of the job; a lot is the person's own and nobody else's rows have a
/// part in it.
/// </summary>
internal static class HeldOutPeople
{
    /// <summary>One of so many people is held out.</summary>
    internal const int OneIn = 10;

    /// <param name="people">People by number, each once or more.</param>
    /// <param name="order">The secret order.</param>
    /// <returns>Those who are held out.</returns>
    internal static HashSet<int> Draw(IEnumerable<int> people, SecretOrder order)
    {
        int[] each = [.. people.Distinct()];
        int[] drawers = [.. each.SelectMany(person => Enumerable.Repeat(person, OneIn))];
        int[] lots = [.. each.SelectMany(_ => Enumerable.Range(0, OneIn))];
        return [.. new ContributionBounds(maxGroups: 1, maxRowsPerGroup: 1).Apply(drawers, lots, order).Rows.Where(place => lots[place] == 0).Select(place => drawers[place])];
    }
}
