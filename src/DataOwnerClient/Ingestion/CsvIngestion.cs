namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>
/// Reads a CSV file into a typed table: one pass, cells as UTF-8 spans, columns of codes and numbers, no object a row. Nothing
/// is written; a table exists only once the whole file has been read and found good enough.
/// </summary>
internal static class CsvIngestion
{
    /// <summary>Detects how the file is written, then reads it.</summary>
    /// <param name="stream">A seekable stream at its beginning; left open.</param>
    /// <param name="plan">What to read.</param>
    /// <param name="declared">The encoding, when its owner has said it.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <returns>The table and the report, or the refusal; never an exception for anything the file may hold.</returns>
    /// <exception cref="ArgumentException">The plan contradicts itself.</exception>
    public static IngestionOutcome Ingest(Stream stream, IngestionPlan plan, CsvEncoding? declared = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(plan);
        plan.Check();
        return CsvDialectDetector.TryDetect(stream, declared, out CsvDialect? dialect, out IngestionRefusal? refusal)
            ? Ingest(stream, dialect, plan, cancellation)
            : IngestionOutcome.Refuse(refusal);
    }

    /// <summary>Reads a file whose dialect is known.</summary>
    public static IngestionOutcome Ingest(Stream stream, CsvDialect dialect, IngestionPlan plan, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(plan);
        plan.Check();
        RowIntake intake = new(plan);
        if (!CsvRecords.TryOpen(stream, dialect, plan.HeaderlessNames, intake.LeaveOut, out CsvRecords? records, out IngestionRefusal? refusal))
        {
            return IngestionOutcome.Refuse(refusal);
        }

        using (records)
        {
            int[] sources = new int[plan.Columns.Count];
            for (int i = 0; i < sources.Length; i++)
            {
                sources[i] = IndexOf(records.Names, plan.Columns[i].Name);
                if (sources[i] < 0)
                {
                    return IngestionOutcome.Refuse(IngestionFailure.MissingColumn, $"There is no column '{plan.Columns[i].Name}'.", 1);
                }
            }

            RowIntake.CellText cell = i => records.Cell(sources[i]);
            while (records.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                intake.Take(records.Line, cell);
            }

            return records.Stopped is { } stopped
                ? IngestionOutcome.Refuse(stopped)
                : intake.Finish(dialect, records.Names);
        }
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
