namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>One row of figures.</summary>
/// <param name="Label">What they are of; may be a stranger's text.</param>
/// <param name="Figures">One a column; <see langword="null"/> where there is none.</param>
internal sealed record SheetRow(string Label, IReadOnlyList<ReportFigure?> Figures);
