using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Selection;

/// <summary>Finds which values a category has, by how many people have each: truncated geometric selection.</summary>
/// <remarks>Sensitivity: a person counts for the value of one row, so whoever leaves changes one decision, L0 = 1. See <see cref="GroupSelection"/>.</remarks>
internal sealed class VocabularySelection : IFeatureSelection
{
    private readonly ModelFeature _feature;
    private readonly GroupSelection _selection;

    internal VocabularySelection(ModelFeature feature, int most, Rho rho, Delta delta, int minimumPeople)
    {
        _feature = feature;
        _selection = new GroupSelection($"values of {feature.Name}", SelectionRule.ForRho(rho, delta, maxGroupsPerPerson: 1, minimumPeople), most);
    }

    public ImmutableArray<Mechanism> Mechanisms => [_selection];

    public PrivateRelease<SelectedFeature> Release(BudgetGrant grant, OneRowEach rows)
    {
        (string[] values, long[] people) = Tally(rows);
        return _selection.Release(grant, people).Map(shown => SelectedFeature.Categories(_feature, shown.Select(value => values[value])));
    }

    /// <summary>People by value.</summary>
    internal static (string[] Values, long[] People) Tally(OneRowEach rows)
    {
        Dictionary<string, long> people = new(StringComparer.Ordinal);
        foreach (string? text in rows.Texts)
        {
            if (text is not null)
            {
                people[text] = people.GetValueOrDefault(text) + 1;
            }
        }

        return ([.. people.Keys], [.. people.Values]);
    }
}
