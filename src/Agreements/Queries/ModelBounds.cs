using System.Diagnostics;
using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What bounds people and features of a private model, in sentences for its card. It follows from the terms, the question and the features.</summary>
public static class ModelBounds
{
    /// <summary>The bounds: of a person first, then of each feature.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="query">The question.</param>
    /// <param name="features">The features, with their domains.</param>
    public static IReadOnlyList<string> Of(PrivateModelTerms terms, PrivateModelQuery query, IReadOnlyList<ModelFeature> features)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(features);
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"A person has at most {terms.RowsPerPerson} rows, which count in training like {query.ClipPercent / 100.0:0.##} rows of the largest possible error at most, and in recalibration like twice as many."),
            .. features.Select(feature => $"{feature.Column} ({feature.Reading}): {Describe(feature.Domain)}, {Describe(feature.Source, terms)}."),
        ];
    }

    private static string Describe(FeatureDomain domain) => domain switch
    {
        NumberDomain number => string.Create(CultureInfo.InvariantCulture, $"numbers from {number.Low:G6} to {number.High:G6}"),
        CategoryDomain category => $"{category.Values.Count} categories",
        HashedDomain { Buckets: 1 } => "there or missing, as no category was found",
        HashedDomain hashed => $"categories in {hashed.Buckets} classes by a public hash",
        _ => throw new UnreachableException("A model's features have closed domains."),
    };

    private static string Describe(DomainSource source, PrivateModelTerms terms) => source switch
    {
        DomainSource.Agreed => "as agreed",
        DomainSource.Selected => "selected privately, and charged",
        _ => $"as {terms.Recipients[0]} knows from its own rows",
    };
}
