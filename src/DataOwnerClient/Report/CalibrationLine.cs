namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>One point of a calibration curve.</summary>
/// <param name="Predicted">The predicted rate, 0 to 1.</param>
/// <param name="Observed">The observed rate, 0 to 1 but for noise.</param>
/// <param name="Rows">Rows in the bin.</param>
internal sealed record CalibrationLine(double Predicted, ReportFigure Observed, double Rows);
