using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Selection;
using EnclaveCleanRoom.PrivateModels;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease;

/// <summary>What the library of private models is told: all of it follows from agreement and query.</summary>
internal static class ModelOptions
{
    /// <summary>Numbers whose small values differ more than their large ones.</summary>
    private static bool IsCount(FeatureReading reading) => reading is FeatureReading.Count or FeatureReading.PersonCount or FeatureReading.PersonRows;

    /// <param name="terms">The terms.</param>
    /// <param name="query">The question.</param>
    /// <param name="withPartner">Whether features are read from the partner's rows.</param>
    internal static PrivateTrainingOptions Of(PrivateModelTerms terms, PrivateModelQuery query, bool withPartner)
    {
        PrivateTrainingOptions options = query.Model switch
        {
            PrivateModelKind.Logistic => new LogisticOptions(),
            PrivateModelKind.Trees => new BoostedOptions { Trees = new RandomTreeOptions() },
            _ => new BoostedOptions(),
        };
        return options with
        {
            Protects = PartsOf(terms, withPartner),
            Rounds = query.Rounds,
            ClipRows = new Rational(query.ClipPercent, 100),
            CalibrationShare = new Rational(query.CalibrationPermille, 1000),
        };
    }

    /// <summary>Where only the partner's people are protected, what the rows' owner knows needs no noise: which part that is follows from who holds the columns.</summary>
    private static ProtectedParts PartsOf(PrivateModelTerms terms, bool withPartner) =>
        terms.Protects == ProtectedPeople.Everybody ? ProtectedParts.Everything
        : !withPartner ? ProtectedParts.Labels
        : terms.Label.Dataset == terms.Partner ? ProtectedParts.LabelsAndColumns
        : ProtectedParts.Columns;

    internal static PrivateFeature Of(PrivateModelTerms terms, ModelFeature feature) =>
        Of(feature) with { IsProtected = IsProtected(terms, feature) };

    /// <summary>A feature once its domain is closed.</summary>
    internal static PrivateFeature Of(PrivateModelTerms terms, SelectedFeature selected) => selected.Feature is { Source: not DomainSource.Agreed, Domain: NumberDomain number } feature
        ? PrivateFeature.Numeric(feature.Name, number.Low, number.High, selected.Thresholds.AsSpan()) with { IsProtected = IsProtected(terms, feature) }
        : Of(terms, selected.Feature);

    private static bool IsProtected(PrivateModelTerms terms, ModelFeature feature) => terms.Protects == ProtectedPeople.Partner && feature.Column.Dataset == terms.Partner;

    /// <summary>While it is open, a feature is planned as large as it may become.</summary>
    private static PrivateFeature Of(ModelFeature feature) => feature.Domain switch
    {
        OpenCategoryDomain open => PrivateFeature.Categorical(feature.Name, open.Most),
        OpenNumberDomain => PrivateFeature.Numeric(feature.Name, 0, 1),
        CategoryDomain category => PrivateFeature.Categorical(feature.Name, category.Values.Count),
        HashedDomain hashed => PrivateFeature.Categorical(feature.Name, hashed.Buckets),
        NumberDomain number => PrivateFeature.Numeric(feature.Name, number.Low, number.High, IsCount(feature.Reading) ? FeatureSpacing.Logarithmic : FeatureSpacing.Linear),
        _ => throw new System.Diagnostics.UnreachableException("A feature has one of three domains."),
    };
}
