namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>With whom a segment is compared.</summary>
public enum ProfileBase
{
    /// <summary>Everybody in the table that holds the profile. The partner's people may then be the segment.</summary>
    Everybody,

    /// <summary>Those of them who are in the partner's table too.</summary>
    InBoth,
}
