using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>What somebody has to have done to be converted.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LabelOutcome), "label")]
[JsonDerivedType(typeof(WithinOutcome), "within")]
public abstract record LiftOutcome
{
    /// <summary>The dataset whose rows are looked at.</summary>
    [JsonIgnore]
    public abstract DatasetId Dataset { get; }
}

/// <summary>Any row of the person has a positive label.</summary>
public sealed record LabelOutcome : LiftOutcome
{
    /// <summary>The label.</summary>
    public required ColumnReference Label { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override DatasetId Dataset => Label.Dataset;
}

/// <summary>Any row of the person lies within a window after the person's first assignment; the query states the window.</summary>
public sealed record WithinOutcome : LiftOutcome
{
    /// <summary>When a conversion happened, a timestamp or a date; its dataset supplies the conversions.</summary>
    public required ColumnReference ConvertedAt { get; init; }

    /// <summary>When a person was assigned, a timestamp or a date in the dataset of the arms.</summary>
    public required ColumnReference AssignedAt { get; init; }

    /// <summary>The longest window a query may state, 1 to 31,622,400 seconds (366 days).</summary>
    public required long LongestWindowSeconds { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override DatasetId Dataset => ConvertedAt.Dataset;
}
