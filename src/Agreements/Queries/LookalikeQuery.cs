namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>See <see cref="LookalikeTerms"/>.</summary>
public sealed record LookalikeQuery : Query
{
    /// <summary>How large the segment is: one of the terms' sizes.</summary>
    public required SegmentSize Size { get; init; }
}
