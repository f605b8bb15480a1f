namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Inference;

/// <summary>What the columns of a file seem to be.</summary>
/// <param name="Dialect">How the file is written.</param>
/// <param name="Columns">One proposal a column, in the order of the file; exactly one has the role id.</param>
/// <param name="RowsSeen">How many rows the proposals rest on.</param>
internal sealed record SchemaProposal(CsvDialect Dialect, IReadOnlyList<ColumnProposal> Columns, long RowsSeen);
