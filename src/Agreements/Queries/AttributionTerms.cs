using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// Conversions, one a row of one table, credited to the campaigns of the same person's exposures, one a row of the other table, within a window before
/// the conversion.
/// </summary>
public sealed record AttributionTerms : QueryTerms
{
    /// <summary>When a conversion happened, a timestamp or a date; its dataset supplies the conversions.</summary>
    public required ColumnReference ConvertedAt { get; init; }

    /// <summary>When an exposure happened, a timestamp or a date; its dataset supplies the exposures.</summary>
    public required ColumnReference ExposedAt { get; init; }

    /// <summary>The campaign of an exposure, a column with a public vocabulary of at most 1,000 values.</summary>
    public required ColumnReference Campaign { get; init; }

    /// <summary>Numeric columns of the conversions, each with a public range, that may be credited besides conversions; at most 4.</summary>
    public required IReadOnlyList<ColumnReference> Values { get; init; }

    /// <summary>The models that may be asked for.</summary>
    public required IReadOnlyList<AttributionModelKind> Models { get; init; }

    /// <summary>The most models of one query, 1 to 5: each further one makes all figures noisier.</summary>
    public required int MaximumModels { get; init; }

    /// <summary>The longest window a query may state, 1 to 31,622,400 seconds (366 days).</summary>
    public required long LongestWindowSeconds { get; init; }

    /// <summary>One person counts with at most so many conversions, chosen in a secret order, 1 to 1,000.</summary>
    public required int ConversionsPerPerson { get; init; }

    /// <summary>One conversion considers at most so many exposures: the earliest in the window and the latest ones, 2 to 100.</summary>
    public required int TouchpointsPerConversion { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [ConvertedAt.Dataset, ExposedAt.Dataset];
}
