namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>A value that is summed up for each person and bounded there.</summary>
public sealed record PersonValue
{
    /// <summary>A numeric column.</summary>
    public required ColumnReference Column { get; init; }

    /// <summary>A person's sum counts from 0 to this, in the column's unit; 1 to 10,000,000.</summary>
    public required long MaximumPerPerson { get; init; }
}
