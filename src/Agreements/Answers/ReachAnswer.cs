namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>How many people were reached and how often, over all exposures together and by group.</summary>
public sealed record ReachAnswer : Answer
{
    /// <summary>The columns grouped by: none or one.</summary>
    public required IReadOnlyList<ColumnReference> Keys { get; init; }

    /// <summary>People of the target audience, reached or not: one figure, or none where the terms name no audience.</summary>
    public required IReadOnlyList<Figure> AudiencePeople { get; init; }

    /// <summary>All exposures together: somebody whom several groups reached counts once.</summary>
    public required ReachFigures Total { get; init; }

    /// <summary>The values of the key's public vocabulary in its order, then all other values together; none without a key.</summary>
    public required IReadOnlyList<ReachGroup> Groups { get; init; }
}

/// <summary>One group of exposures.</summary>
public sealed record ReachGroup
{
    /// <summary>The key's value; empty for all other values and absent ones together.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Its figures.</summary>
    public required ReachFigures Figures { get; init; }
}

/// <summary>Reach and frequency of some exposures.</summary>
public sealed record ReachFigures
{
    /// <summary>Everybody whom they reached.</summary>
    public required FrequencyFigures Everybody { get; init; }

    /// <summary>The people of the target audience among them: one entry, or none where the terms name no audience.</summary>
    public required IReadOnlyList<OnTargetFigures> OnTarget { get; init; }
}

/// <summary>How often people were reached; all of it follows from one noised histogram, so that it adds up.</summary>
public sealed record FrequencyFigures
{
    /// <summary>People with one exposure or more: the sum of <see cref="Histogram"/>.</summary>
    public required Figure Reach { get; init; }

    /// <summary>People with exactly 1, 2, … exposures; the last entry is people with the query's frequency cap or more. Each person is in one entry.</summary>
    public required IReadOnlyList<Figure> Histogram { get; init; }

    /// <summary>People with at least 1, 2, … exposures, up to the cap.</summary>
    public required IReadOnlyList<Figure> AtLeast { get; init; }

    /// <summary>Exposures a person reached, frequencies above the cap taken for the cap; 1 to the cap.</summary>
    public required Figure MeanFrequency { get; init; }
}

/// <summary>The target audience's part of a reach.</summary>
public sealed record OnTargetFigures
{
    /// <summary>Its people who were reached.</summary>
    public required FrequencyFigures Frequency { get; init; }

    /// <summary>Their share of everybody who was reached, 0 to 1.</summary>
    public required Figure OnTargetShare { get; init; }

    /// <summary>Their share of the audience, 0 to 1.</summary>
    public required Figure ReachedShare { get; init; }
}
