using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Selection;

/// <summary>Closes the domains that the agreement leaves open: selected privately, each for an equal share of what that may cost; or read off, where the model's one recipient owns the rows.</summary>
/// <remarks>
/// One row of each person, chosen by a secret lot from those that count, decides. In it a person has one value of every feature, so whoever leaves any non-empty subset of the tables takes that value along, or, where the rows
/// stay, the values of the partner's features; the row itself is the same. Releases add up.
/// </remarks>
internal sealed class FeatureSelections
{
    private readonly IReadOnlyList<ModelFeature> _features;
    private readonly IFeatureSelection?[] _selections;
    private readonly int _mostThresholds;

    /// <param name="agreement">The agreement.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="query">The question.</param>
    /// <param name="features">As planned.</param>
    /// <param name="mostThresholds">The most thresholds of a number.</param>
    internal FeatureSelections(Agreement agreement, PrivateModelTerms terms, PrivateModelQuery query, IReadOnlyList<ModelFeature> features, int mostThresholds)
    {
        (_features, _mostThresholds) = (features, mostThresholds);
        int selected = features.Count(feature => feature.Source == DomainSource.Selected);
        int vocabularies = features.Count(feature => feature is { Source: DomainSource.Selected, Domain: OpenCategoryDomain });
        NanoRho = NanoRhoOf(query, features);
        _selections = [.. features.Select(feature => feature switch
        {
            { Source: DomainSource.Selected, Domain: OpenCategoryDomain open } => (IFeatureSelection)new VocabularySelection(
                feature, open.Most, Rho.FromNano(NanoRho / selected), Delta.FromAtto(query.AttoDelta / vocabularies), OwnerRules.StrictestMinimumPeople(agreement, terms.Datasets)),
            { Source: DomainSource.Selected, Domain: OpenNumberDomain } => new BoundsSelection(feature, mostThresholds, Rho.FromNano(NanoRho / selected)),
            _ => null,
        })];
    }

    /// <summary>All releases, in order.</summary>
    internal ImmutableArray<Mechanism> Mechanisms => [.. _selections.OfType<IFeatureSelection>().SelectMany(selection => selection.Mechanisms)];

    /// <summary>What they may cost together, ρ in units of 10⁻⁹; 0 where there is nothing to select.</summary>
    internal long NanoRho { get; }

    /// <summary>What selection may cost.</summary>
    internal static long NanoRhoOf(PrivateModelQuery query, IReadOnlyList<ModelFeature> features) =>
        features.Any(feature => feature.Source == DomainSource.Selected) ? (long)((Int128)query.NanoRho * query.SelectionPermille / 1000) : 0;

    /// <summary>Closes every domain.</summary>
    /// <param name="grant">Holds the mechanisms, unused.</param>
    /// <param name="examples">The rows.</param>
    /// <returns>All features, in their order; and what was released for them, one for each feature that was selected.</returns>
    internal (IReadOnlyList<SelectedFeature> Features, IReadOnlyList<PrivateRelease<SelectedFeature>> Releases) Close(BudgetGrant grant, ModelExamples examples)
    {
        List<SelectedFeature> closed = [];
        List<PrivateRelease<SelectedFeature>> releases = [];
        for (int i = 0; i < _features.Count; i++)
        {
            if (_selections[i] is { } selection)
            {
                releases.Add(selection.Release(grant, examples.OneRowEachOf(i)));
                closed.Add(releases[^1].Value);
            }
            else
            {
                closed.Add(_features[i].IsOpen ? KnownDomains.Of(_features[i], _mostThresholds, examples.OneRowEachOf(i)) : new SelectedFeature(_features[i], []));
            }
        }

        return (closed, releases);
    }
}
