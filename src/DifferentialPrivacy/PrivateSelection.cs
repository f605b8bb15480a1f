using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;
using EnclaveCleanRoom.DifferentialPrivacy.Selection;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// Releases figures of groups whose keys are not public: one selection decides which groups show, and serves every column of the query.
/// </summary>
/// <remarks>
/// <para>
/// Input: for each group that occurs, its number of people and its columns. Adjacency: add or remove one person, who may be the only one
/// of a group, so that whole groups appear and vanish. Sensitivity: L0 groups for the selection; for the columns the declared one of the
/// vector over all groups. Privacy: the sum of the costs of <see cref="SelectionRule"/> and <see cref="CountNoise"/> (a group that does not occur has
/// probability 0 of showing and counts as a group of no people with columns 0).
/// </para>
/// <para>
/// Draws: one 256-bit secret, from which every group's 128 uniform bits and its place in the order are derived by AES-256, and the noise of
/// (maximum groups × columns) entries; all of it before the figures are looked at, and as many whatever the data. When more groups
/// are selected than the plan allows, those last in the secret order are dropped. They are dropped after the selection, which is
/// post-processing; dropping before it would let one person's new group push out a large one, and its absence would be seen.
/// </para>
/// </remarks>
public sealed class PrivateSelection : Mechanism
{
    /// <summary>A release of at most <paramref name="maxGroups"/> groups with <paramref name="columns"/> figures each.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="rule">Which groups show.</param>
    /// <param name="maxGroups">At least 1; public.</param>
    /// <param name="columns">At least 1; public.</param>
    /// <param name="noise">The noise, made for the declared sensitivity of all columns of all groups together.</param>
    /// <exception cref="ArgumentException">The noise was made for fewer groups a person than the rule.</exception>
    public PrivateSelection(string name, SelectionRule rule, int maxGroups, int columns, CountNoise noise)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(noise);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxGroups);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        _ = checked(maxGroups * columns);
        if (noise.Sensitivity.L0 < rule.MaxGroupsPerPerson)
        {
            throw new ArgumentException("The noise is for fewer groups a person than the selection.", nameof(noise));
        }

        (Rule, MaxGroups, Columns, Noise) = (rule, maxGroups, columns, noise);
        Reports = [ShownGroups.Report(name, rule), noise.Report(name)];
    }

    /// <inheritdoc/>
    public override string InputDomain => $"any number of groups, each with its number of people and {Columns} 64-bit integers; a person in at most {Rule.MaxGroupsPerPerson} groups";

    /// <summary>Which groups show.</summary>
    public SelectionRule Rule { get; }

    /// <summary>Groups of a release, at most.</summary>
    public int MaxGroups { get; }

    /// <summary>Figures a group.</summary>
    public int Columns { get; }

    /// <summary>The noise on every figure.</summary>
    public CountNoise Noise { get; }

    /// <inheritdoc/>
    public override ImmutableArray<MechanismReport> Reports { get; }

    /// <summary>Selects groups and adds noise to their columns.</summary>
    /// <param name="grant">An open grant whose plan holds this mechanism unused.</param>
    /// <param name="people">People in each group; each person in at most L0 groups.</param>
    /// <param name="figures">The columns of the first group, then of the second, and so on.</param>
    /// <exception cref="ArgumentException">The figures do not fit the groups; nothing is consumed.</exception>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    public PrivateRelease<SelectedGroups> Release(BudgetGrant grant, ReadOnlySpan<long> people, ReadOnlySpan<long> figures)
    {
        ArgumentNullException.ThrowIfNull(grant);
        if (figures.Length != (long)people.Length * Columns)
        {
            throw new ArgumentException("There must be as many figures as groups times columns.", nameof(figures));
        }

        using EntropyWords words = grant.Consume(this);
        using SecretOrder order = new(words);
        ImmutableArray<Int128> noise = Noise.Draw(words, MaxGroups * Columns);

        List<int> selected = ShownGroups.Choose(Rule, order, people);
        ImmutableArray<SelectedGroup>.Builder shown = ImmutableArray.CreateBuilder<SelectedGroup>();
        for (int place = 0; place < Math.Min(selected.Count, MaxGroups); place++)
        {
            shown.Add(Show(selected[place], figures, noise.AsSpan(place * Columns, Columns)));
        }

        SelectedGroups groups = new(shown.ToImmutable(), selected.Count > MaxGroups);
        return new PrivateRelease<SelectedGroups>(groups, Reports, [new object(), new object()]);
    }

    private SelectedGroup Show(int group, ReadOnlySpan<long> figures, ReadOnlySpan<Int128> noise)
    {
        ImmutableArray<long>.Builder values = ImmutableArray.CreateBuilder<long>(Columns);
        for (int column = 0; column < Columns; column++)
        {
            values.Add(CountNoise.AddConfined(figures[(group * Columns) + column], noise[column]));
        }

        return new SelectedGroup(group, values.MoveToImmutable());
    }
}
