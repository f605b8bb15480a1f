namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>One answer as tables: what a terminal prints and a report plots.</summary>
internal sealed record Sheet
{
    /// <summary>What was asked.</summary>
    public required string Title { get; init; }

    /// <summary>What the figures are of, in a sentence.</summary>
    public required string Lead { get; init; }

    /// <summary>The tables.</summary>
    public required IReadOnlyList<SheetTable> Tables { get; init; }

    /// <summary>Maps of pairs, after the tables.</summary>
    public IReadOnlyList<SheetGrid> Grids { get; init; } = [];

    /// <summary>How to read them, a sentence each; also that noise drowns them, where it does.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
