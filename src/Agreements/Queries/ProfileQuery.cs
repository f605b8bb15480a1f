namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>See <see cref="ProfileTerms"/>.</summary>
public sealed record ProfileQuery : Query
{
    /// <summary>One to eight of the terms' columns, each once. Each is a distribution of its own, and a person counts in one cell of each.</summary>
    public required IReadOnlyList<ColumnReference> Columns { get; init; }

    /// <summary>Whom to compare with the base.</summary>
    public required ProfileSegment Segment { get; init; }
}
