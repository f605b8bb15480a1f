using System.Text;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.Parquet;
using Ingestible = EnclaveCleanRoom.Agreements.ColumnType;
using Roles = EnclaveCleanRoom.Agreements.ColumnRole;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Ingestion;

/// <summary>Small files and plans for the ingestion tests.</summary>
internal static class Csv
{
    /// <summary>id (text), n (whole number), x (decimal), s (text).</summary>
    public static IngestionPlan Plan { get; } = new()
    {
        Columns =
        [
            Column("id", Ingestible.String, Roles.Id),
            Column("n", Ingestible.Int64, Roles.Numeric),
            Column("x", Ingestible.Double, Roles.Numeric),
            Column("s", Ingestible.String, Roles.Categorical),
        ],
        IdNormalisation = IdNormalisation.TrimmedLowerCase,
        MaximumBadShare = 1,
    };

    public static ColumnPlan Column(string name, Ingestible type, Roles role, TimestampFormat format = TimestampFormat.Iso8601) =>
        new() { Name = name, Type = type, Role = role, Format = format };

    public static IngestionOutcome Ingest(string text, IngestionPlan? plan = null) => Ingest(Encoding.UTF8.GetBytes(text), plan);

    public static IngestionOutcome Ingest(byte[] bytes, IngestionPlan? plan = null, CsvEncoding? declared = null) =>
        CsvIngestion.Ingest(new MemoryStream(bytes), plan ?? Plan, declared, TestContext.Current.CancellationToken);

    public static (Table Table, IngestionReport Report) Accepted(IngestionOutcome outcome)
    {
        Assert.True(outcome.IsAccepted, outcome.Refusal?.ToString());
        return (outcome.Table, outcome.Report);
    }

    public static IngestionRefusal Refused(IngestionFailure failure, IngestionOutcome outcome)
    {
        Assert.False(outcome.IsAccepted, "the file was accepted");
        Assert.Equal(failure, outcome.Refusal.Failure);
        return outcome.Refusal;
    }
}
