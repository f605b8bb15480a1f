namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>Two values that never stand in one row, by public knowledge. No synthetic row holds them both.</summary>
public sealed record ImpossiblePair
{
    /// <summary>A column of the terms.</summary>
    public required ColumnReference First { get; init; }

    /// <summary>One of its values, as <see cref="SyntheticColumn.ValuesIn"/> names them.</summary>
    public required string FirstValue { get; init; }

    /// <summary>Another column of the terms.</summary>
    public required ColumnReference Second { get; init; }

    /// <summary>One of its values.</summary>
    public required string SecondValue { get; init; }
}
