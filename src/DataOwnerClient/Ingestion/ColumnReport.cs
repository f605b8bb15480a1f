using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>What became of one column, for its owner only.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Type">Its physical type.</param>
/// <param name="Role">What it is for.</param>
/// <param name="AbsentCells">Cells without a value among the rows kept.</param>
internal sealed record ColumnReport(string Name, ColumnType Type, ColumnRole Role, int AbsentCells);
