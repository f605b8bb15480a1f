namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>A released number and its 95 % interval, which speaks of the added noise alone.</summary>
/// <param name="Estimate">The released value, in the unit of its place.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end of the interval.</param>
internal readonly record struct ReportFigure(double Estimate, double Low, double High);
