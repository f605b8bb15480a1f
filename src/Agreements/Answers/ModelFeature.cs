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
}
