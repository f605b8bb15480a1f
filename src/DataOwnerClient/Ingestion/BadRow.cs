namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>One row that was left out. The value itself is not kept: reports get mailed.</summary>
/// <param name="Line">The line on which the row begins, counted from 1; for Parquet the row, counted from 1.</param>
/// <param name="Reason">Why.</param>
/// <param name="Column">The column to blame; empty where the whole row is.</param>
internal readonly record struct BadRow(long Line, BadRowReason Reason, string Column);
