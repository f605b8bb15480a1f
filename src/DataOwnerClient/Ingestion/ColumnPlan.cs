using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>One column to be read.</summary>
internal sealed record ColumnPlan
{
    /// <summary>Its name in the file and in the table.</summary>
    public required string Name { get; init; }

    /// <summary>Its physical type in the table.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>What it is for.</summary>
    public required ColumnRole Role { get; init; }

    /// <summary>Of a column of purposes, those that a row's person must have allowed, all of them; of jurisdictions, those of which one must be the row's. Empty for others.</summary>
    public IReadOnlyList<string> Permitted { get; init; } = [];

    /// <summary>How it writes dates and moments; of no consequence for other types.</summary>
    public TimestampFormat Format { get; init; } = TimestampFormat.Iso8601;
}
