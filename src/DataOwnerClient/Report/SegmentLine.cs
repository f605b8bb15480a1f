namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>One group.</summary>
/// <param name="Values">Its value of each key column.</param>
/// <param name="Impressions">Rows.</param>
/// <param name="Clicks">Rows with a positive label.</param>
/// <param name="Rate">Clicks divided by impressions, 0 to 1.</param>
internal sealed record SegmentLine(IReadOnlyList<string> Values, ReportFigure Impressions, ReportFigure Clicks, ReportFigure Rate);
