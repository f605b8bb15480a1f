namespace EnclaveCleanRoom.Agreements;

/// <summary>One column of a dataset as the parties agreed on it.</summary>
public sealed record ColumnTerms
{
    /// <summary>The column's true name in the file, 1 to 128 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Its physical type.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>What it may be used for.</summary>
    public required ColumnRole Role { get; init; }

    /// <summary>What is public of its values.</summary>
    public required ColumnDomain Domain { get; init; }
}
