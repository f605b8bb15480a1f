using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease;

/// <summary>What the library of private models is told: all of it follows from agreement and query.</summary>
internal static class ModelOptions
{
    /// <summary>Numbers whose small values differ more than their large ones.</summary>
    private static bool IsCount(FeatureReading reading) => reading is FeatureReading.Count or FeatureReading.PersonCount or FeatureReading.PersonRows;

    internal static PrivateTrainingOptions Of(PrivateModelTerms terms, PrivateModelQuery query)
    {
        PrivateTrainingOptions options = query.Model == PrivateModelKind.Logistic ? new LogisticOptions() : new BoostedOptions();
        return options with
        {
            Protects = terms.Protects == ProtectedPeople.Partner ? ProtectedParts.Labels : ProtectedParts.Everything,
            Rounds = query.Rounds,
            ClipRows = new Rational(query.ClipPercent, 100),
            CalibrationShare = new Rational(query.CalibrationPermille, 1000),
        };
    }

    internal static PrivateFeature Of(ModelFeature feature) => feature.Domain switch
    {
        CategoryDomain category => PrivateFeature.Categorical(feature.Name, category.Values.Count),
        HashedDomain hashed => PrivateFeature.Categorical(feature.Name, hashed.Buckets),
        NumberDomain number => PrivateFeature.Numeric(feature.Name, number.Low, number.High, IsCount(feature.Reading) ? FeatureSpacing.Logarithmic : FeatureSpacing.Linear),
        _ => throw new System.Diagnostics.UnreachableException("A feature has one of three domains."),
    };
}
