namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>A figure of 0 to 1 for every pair of some things, drawn as a map of shades.</summary>
internal sealed record SheetGrid
{
    /// <summary>What the map shows.</summary>
    public required string Caption { get; init; }

    /// <summary>The things; may be strangers' texts.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>What the figure is called.</summary>
    public required string Figure { get; init; }

    /// <summary>By row and column, as many as there are labels: symmetric, 0 to 1; the diagonal says nothing.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Values { get; init; }
}
