namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>What one campaign is credited with.</summary>
/// <param name="Name">The campaign.</param>
/// <param name="Conversions">Conversions, in whole and parts.</param>
/// <param name="Values">Sums of values, in the columns' units.</param>
internal sealed record CreditLine(string Name, ReportFigure Conversions, IReadOnlyList<ReportFigure> Values);
