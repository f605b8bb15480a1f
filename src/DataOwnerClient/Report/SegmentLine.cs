namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>One group.</summary>
/// <param name="Values">Its value of each key column.</param>
/// <param name="Figures">One for each measure; <see langword="null"/> where noise leaves nothing to say.</param>
internal sealed record SegmentLine(IReadOnlyList<string> Values, IReadOnlyList<ReportFigure?> Figures);
