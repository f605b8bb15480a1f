using EnclaveCleanRoom.DataOwnerClient.Ingestion.Cells;
using EnclaveCleanRoom.Parquet;
using ColumnType = EnclaveCleanRoom.Agreements.ColumnType;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>
/// Reads a Parquet file that is not encrypted into a table as the plan wants it: identifiers normalised, consent and types
/// checked by the very rules that CSV goes through. An empty text counts as absent, as it does in CSV.
/// </summary>
internal static class ParquetIngestion
{
    /// <summary>Reads the planned columns, and no other.</summary>
    /// <param name="stream">A seekable stream; left open.</param>
    /// <param name="plan">What to read. Declared forms of moments matter for text columns only.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <returns>The table and the report, or the refusal; never an exception for anything the file may hold.</returns>
    /// <exception cref="ArgumentException">The plan contradicts itself.</exception>
    public static IngestionOutcome Ingest(Stream stream, IngestionPlan plan, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(plan);
        plan.Check();
        stream.Position = 0;
        if (!ParquetFile.TryOpen(stream, ParquetReaderOptions.Plaintext, out ParquetFile? file, out ParquetFailure? failure))
        {
            return IngestionOutcome.Refuse(IngestionFailure.DamagedParquet, failure.ToString());
        }

        string[] inFile = [.. file.Columns.Select(column => column.Path)];
        if (plan.Columns.FirstOrDefault(column => !inFile.Contains(column.Name)) is { } missing)
        {
            return IngestionOutcome.Refuse(IngestionFailure.MissingColumn, $"There is no column '{missing.Name}'.");
        }

        if (!file.TryReadColumns([.. plan.Columns.Select(column => column.Name)], out Table? table, out failure))
        {
            return IngestionOutcome.Refuse(IngestionFailure.DamagedParquet, failure.ToString());
        }

        using Table rows = table;
        if (table.Columns.FirstOrDefault(column => column is BinaryColumn or ListColumn) is { } other)
        {
            return IngestionOutcome.Refuse(IngestionFailure.WrongColumnType, $"'{other.Name}' holds {(other is ListColumn ? "lists" : "bytes")}, which are neither text nor a number.");
        }

        RowIntake intake = new(plan with { Columns = [.. plan.Columns.Select(column => AsWritten(column, table[column.Name]))] });
        ColumnTexts[] texts = [.. table.Columns.Select(column => new ColumnTexts(column))];
        int row = 0;
        RowIntake.CellText cell = i => texts[i].At(row);
        for (row = 0; row < table.RowCount; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            intake.Take(row + 1L, cell);
        }

        return intake.Finish(null, inFile);
    }

    /// <summary>Typed dates and moments are written out in ISO 8601, whatever form was declared for texts.</summary>
    private static ColumnPlan AsWritten(ColumnPlan plan, Column column) =>
        column is DateColumn or TimestampColumn && plan.Type is ColumnType.Date or ColumnType.Timestamp
            ? plan with { Format = TimestampFormat.Iso8601 }
            : plan;
}
