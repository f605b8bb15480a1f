namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>One column of figures.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Unit">What its figures are counted in.</param>
internal sealed record SheetColumn(string Name, FigureUnit Unit);
