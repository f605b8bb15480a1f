using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>A table, or the refusal of the whole file; with the report wherever rows were read.</summary>
internal sealed class IngestionOutcome
{
    private IngestionOutcome(Table? table, IngestionReport? report, IngestionRefusal? refusal)
    {
        Table = table;
        Report = report;
        Refusal = refusal;
    }

    /// <summary>Whether there is a table.</summary>
    [MemberNotNullWhen(true, nameof(Table), nameof(Report))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => Table is not null;

    /// <summary>The typed rows; null when the file is refused.</summary>
    public Table? Table { get; }

    /// <summary>What became of the rows; null when the file is refused before any was read.</summary>
    public IngestionReport? Report { get; }

    /// <summary>Why the file is refused; null when it is not.</summary>
    public IngestionRefusal? Refusal { get; }

    public static IngestionOutcome Accept(Table table, IngestionReport report) => new(table, report, null);

    public static IngestionOutcome Refuse(IngestionFailure failure, string detail, long line = 0, IngestionReport? report = null) =>
        Refuse(new IngestionRefusal(failure, detail, line), report);

    public static IngestionOutcome Refuse(IngestionRefusal refusal, IngestionReport? report = null) => new(null, report, refusal);
}
