namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>See <see cref="CreativeTerms"/>.</summary>
public sealed record CreativeQuery : Query
{
    /// <summary>None, or one of the terms' key columns: then each of its values, and all others together, have figures beside those of all exposures.</summary>
    public required IReadOnlyList<ColumnReference> Keys { get; init; }

    /// <summary>Which exposures count, and who of the audience; columns of the terms, each once. All of them must hold.</summary>
    public required IReadOnlyList<ValueFilter> Filters { get; init; }

    /// <summary>Frequencies from this one on share a bucket, 2 to the terms' highest.</summary>
    public required int FrequencyCap { get; init; }
}
