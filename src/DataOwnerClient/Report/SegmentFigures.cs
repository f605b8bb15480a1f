namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>Click-through rates of the groups of one or two columns.</summary>
/// <param name="Label">The label whose positive share is the rate.</param>
/// <param name="Keys">The columns grouped by.</param>
/// <param name="Groups">The groups that were released; one too small is absent.</param>
internal sealed record SegmentFigures(string Label, IReadOnlyList<string> Keys, IReadOnlyList<SegmentLine> Groups);
