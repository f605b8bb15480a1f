using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>Chooses the values of a column that most people have: those that a private selection shows, and of them the largest by a noisy number of people.</summary>
/// <remarks>
/// Input: pairs of a person and a value. Adjacency: add or remove one person, who counts for at most L0 different values, by a secret lot, and once for each. Sensitivity: L0 groups, and L0 counts by 1 each. Privacy: see
/// <see cref="PrivateSelection"/>; half of ρ for the selection, half for the counts. Which are the largest is post-processing.
/// </remarks>
internal sealed class ValueChoice
{
    private const int MostShown = 4096;

    private readonly ContributionBounds _bounds;
    private readonly PrivateSelection _selection;
    private readonly int _most;

    internal ValueChoice(string name, Rho rho, Delta delta, int valuesOfPerson, int leastPeople, int most)
    {
        _bounds = new ContributionBounds(valuesOfPerson, maxRowsPerGroup: 1);
        Rho half = Rho.FromNano(rho.Nano / 2);
        _selection = new PrivateSelection(
            name, SelectionRule.ForRho(half, delta, valuesOfPerson, leastPeople), MostShown, columns: 1, CountNoise.ForRho(_bounds.OfPeoplePerGroup, half));
        _most = most;
    }

    internal Mechanism Mechanism => _selection;

    /// <summary>Chooses.</summary>
    /// <param name="grant">The grant that holds the mechanism.</param>
    /// <param name="people">The person of each pair, -1 for pairs that do not count.</param>
    /// <param name="values">The value of each pair, -1 for none.</param>
    /// <param name="texts">The text of each value, all different.</param>
    /// <returns>Texts, in ordinal order.</returns>
    internal PrivateRelease<ImmutableArray<string>> Release(BudgetGrant grant, ReadOnlySpan<int> people, ReadOnlySpan<int> values, IReadOnlyList<string> texts)
    {
        long[] counts = new long[texts.Count];
        using (SecretOrder order = grant.CreateSecretOrder())
        {
            foreach (int pair in _bounds.Apply(people, values, order).Rows)
            {
                counts[values[pair]]++;
            }
        }

        return _selection.Release(grant, counts, counts).Map(selected => selected.Groups
            .OrderByDescending(group => group.Values[0])
            .ThenBy(group => texts[group.Group], StringComparer.Ordinal)
            .Take(_most)
            .Select(group => texts[group.Group])
            .Order(StringComparer.Ordinal)
            .ToImmutableArray());
    }
}
