using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>A feature of a released model: what is read of which column, and its public domain. Whoever has rows can code them by it.</summary>
public sealed record ModelFeature
{
    /// <summary>The feature's name in the model's text.</summary>
    public required string Name { get; init; }

    /// <summary>The column it is read from.</summary>
    public required ColumnReference Column { get; init; }

    /// <summary>What is read of it.</summary>
    public required FeatureReading Reading { get; init; }

    /// <summary>What values it has.</summary>
    public required FeatureDomain Domain { get; init; }

    /// <summary>How that came about.</summary>
    public required DomainSource Source { get; init; }

    /// <summary>Whether the domain is found in the rows, once there is something paid for to find it with.</summary>
    [JsonIgnore]
    public bool IsOpen => Domain is OpenNumberDomain or OpenCategoryDomain;

    /// <summary>Whether this is another feature with its open domain filled in, or the same feature.</summary>
    /// <param name="planned">The other one.</param>
    public bool Closes(ModelFeature planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        return this == (planned.IsOpen ? planned with { Domain = Domain } : planned) && (planned.Domain, Domain) switch
        {
            (OpenNumberDomain, NumberDomain number) => double.IsFinite(number.High - number.Low) && number.Low < number.High,
            (OpenCategoryDomain open, CategoryDomain category) =>
                category.Values.Count >= 1 && category.Values.Count <= open.Most && category.Values.Zip(category.Values.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0),
            (OpenCategoryDomain, HashedDomain hashed) => hashed.Buckets == 1,
            _ => !planned.IsOpen,
        };
    }
}
