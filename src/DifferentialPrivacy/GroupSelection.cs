using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;
using EnclaveCleanRoom.DifferentialPrivacy.Selection;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Releases which groups show, and nothing of their figures: those may then be bounded, merged and noised knowing which groups they are for.</summary>
/// <remarks>
/// Input: for each group that occurs, its number of people. Adjacency: add or remove one person, who may be the only one of a group. Sensitivity: L0 groups. Privacy: see
/// <see cref="SelectionRule"/>. Draws: one 256-bit secret, whatever the data. When more groups are selected than the plan allows, those last in a secret random order are dropped,
/// after the selection, which is post-processing.
/// </remarks>
public sealed class GroupSelection : Mechanism
{
    /// <summary>A selection of at most <paramref name="maxGroups"/> groups.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="rule">Which groups show.</param>
    /// <param name="maxGroups">At least 1; public.</param>
    public GroupSelection(string name, SelectionRule rule, int maxGroups)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxGroups);
        (Rule, MaxGroups) = (rule, maxGroups);
        Reports = [ShownGroups.Report(name, rule)];
    }

    /// <inheritdoc/>
    public override string InputDomain => $"any number of groups, each with its number of people; a person in at most {Rule.MaxGroupsPerPerson} groups";

    /// <summary>Which groups show.</summary>
    public SelectionRule Rule { get; }

    /// <summary>Groups of a release, at most.</summary>
    public int MaxGroups { get; }

    /// <inheritdoc/>
    public override ImmutableArray<MechanismReport> Reports { get; }

    /// <summary>Selects groups.</summary>
    /// <param name="grant">An open grant whose plan holds this mechanism unused.</param>
    /// <param name="people">People in each group; each person in at most L0 groups.</param>
    /// <returns>The indices of the groups that show, in a secret random order: internal names that must be replaced by the groups' labels before they leave.</returns>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    public PrivateRelease<ImmutableArray<int>> Release(BudgetGrant grant, ReadOnlySpan<long> people)
    {
        ArgumentNullException.ThrowIfNull(grant);
        using EntropyWords words = grant.Consume(this);
        using SecretOrder order = new(words);
        List<int> selected = ShownGroups.Choose(Rule, order, people);
        return new PrivateRelease<ImmutableArray<int>>([.. selected.Take(MaxGroups)], Reports, [new object()]);
    }
}
