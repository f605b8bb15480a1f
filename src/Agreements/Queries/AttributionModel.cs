using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>A model of attribution with its parameters.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LastTouchModel), "lastTouch")]
[JsonDerivedType(typeof(FirstTouchModel), "firstTouch")]
[JsonDerivedType(typeof(LinearModel), "linear")]
[JsonDerivedType(typeof(TimeDecayModel), "timeDecay")]
[JsonDerivedType(typeof(PositionBasedModel), "positionBased")]
public abstract record AttributionModel
{
    /// <summary>Which model it is, as terms name it.</summary>
    [JsonIgnore]
    public abstract AttributionModelKind Kind { get; }
}

/// <summary>See <see cref="AttributionModelKind.LastTouch"/>.</summary>
public sealed record LastTouchModel : AttributionModel
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override AttributionModelKind Kind => AttributionModelKind.LastTouch;
}

/// <summary>See <see cref="AttributionModelKind.FirstTouch"/>.</summary>
public sealed record FirstTouchModel : AttributionModel
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override AttributionModelKind Kind => AttributionModelKind.FirstTouch;
}

/// <summary>See <see cref="AttributionModelKind.Linear"/>.</summary>
public sealed record LinearModel : AttributionModel
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override AttributionModelKind Kind => AttributionModelKind.Linear;
}

/// <summary>See <see cref="AttributionModelKind.TimeDecay"/>.</summary>
public sealed record TimeDecayModel : AttributionModel
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override AttributionModelKind Kind => AttributionModelKind.TimeDecay;

    /// <summary>Seconds after which an exposure is worth half, 1 to the longest window of the terms.</summary>
    public required long HalfLifeSeconds { get; init; }
}

/// <summary>See <see cref="AttributionModelKind.PositionBased"/>.</summary>
public sealed record PositionBasedModel : AttributionModel
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override AttributionModelKind Kind => AttributionModelKind.PositionBased;

    /// <summary>Hundredths of the credit that the earliest exposure receives, 1 to 99; 40 is usual.</summary>
    public required int FirstPercent { get; init; }

    /// <summary>Hundredths of the credit that the latest exposure receives, 1 to 99; together with the first at most 100.</summary>
    public required int LastPercent { get; init; }
}
