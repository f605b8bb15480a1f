namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>One column of figures.</summary>
/// <param name="Name">The question's name for it.</param>
/// <param name="Unit">How it is written.</param>
internal sealed record SegmentMeasure(string Name, MeasureUnit Unit);
