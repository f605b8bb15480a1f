namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>See <see cref="AttributionTerms"/>.</summary>
public sealed record AttributionQuery : Query
{
    /// <summary>An exposure counts for a conversion when it lies at most so many seconds before it and not after it, 1 to the terms' longest window.</summary>
    public required long WindowSeconds { get; init; }

    /// <summary>The models, different kinds of those that the terms name, in the order of the answer.</summary>
    public required IReadOnlyList<AttributionModel> Models { get; init; }

    /// <summary>Columns of the terms' values that are credited besides conversions; each shares ρ evenly with the others and the conversions.</summary>
    public required IReadOnlyList<ColumnReference> Values { get; init; }
}
