namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>How people respond by how often they have seen an advertisement, over all exposures together and by creative.</summary>
public sealed record CreativeAnswer : Answer
{
    /// <summary>The columns that tell creatives apart: none or one.</summary>
    public required IReadOnlyList<ColumnReference> Keys { get; init; }

    /// <summary>All exposures together, whatever the creative.</summary>
    public required ResponseFigures Total { get; init; }

    /// <summary>The values of the key's public vocabulary in its order, then all other values together; none without a key.</summary>
    public required IReadOnlyList<CreativeGroup> Groups { get; init; }
}

/// <summary>One creative.</summary>
public sealed record CreativeGroup
{
    /// <summary>The key's value; empty for all other values and absent ones together.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Its figures.</summary>
    public required ResponseFigures Figures { get; init; }
}

/// <summary>Responses to some exposures; all of it adds up the same noised counts of people.</summary>
public sealed record ResponseFigures
{
    /// <summary>People with one exposure or more.</summary>
    public required Figure People { get; init; }

    /// <summary>Those of them who responded.</summary>
    public required Figure Responders { get; init; }

    /// <summary>Responders divided by people, 0 to 1.</summary>
    public required Figure ResponseRate { get; init; }

    /// <summary>Exposure by exposure, up to the query's frequency cap; the last entry holds that exposure and all later ones.</summary>
    public required IReadOnlyList<FrequencyResponse> ByFrequency { get; init; }
}

/// <summary>What the k-th exposure came to.</summary>
public sealed record FrequencyResponse
{
    /// <summary>People who had a k-th exposure and had not responded to an earlier one.</summary>
    public required Figure People { get; init; }

    /// <summary>Those of them who responded to it; in the last entry, to it or a later one.</summary>
    public required Figure Responders { get; init; }

    /// <summary>Responders divided by people, 0 to 1: over the exposures this is the wear-out curve.</summary>
    public required Figure ResponseRate { get; init; }

    /// <summary>Of all who ever responded, the share that had by this exposure, 0 to 1.</summary>
    public required Figure RespondedBy { get; init; }
}
