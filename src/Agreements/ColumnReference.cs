namespace EnclaveCleanRoom.Agreements;

/// <summary>Names a column of a dataset.</summary>
public sealed record ColumnReference
{
    /// <summary>The dataset.</summary>
    public required DatasetId Dataset { get; init; }

    /// <summary>The column's name.</summary>
    public required string Column { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Dataset}.{Column}";
}
