namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>Means of one value, in its column's unit.</summary>
/// <param name="Name">The column.</param>
/// <param name="Treatment">Of a treated person.</param>
/// <param name="Control">Of a person held out.</param>
/// <param name="Difference">The difference.</param>
/// <param name="Incremental">The difference times the people treated.</param>
internal sealed record ValueLine(string Name, ReportFigure Treatment, ReportFigure Control, ReportFigure Difference, ReportFigure Incremental);
