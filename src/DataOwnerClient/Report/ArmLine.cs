namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>One arm of an experiment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="People">People in it.</param>
/// <param name="Conversions">Those who converted.</param>
/// <param name="Rate">Conversions divided by people, 0 to 1.</param>
internal sealed record ArmLine(string Name, ReportFigure People, ReportFigure Conversions, ReportFigure Rate);
