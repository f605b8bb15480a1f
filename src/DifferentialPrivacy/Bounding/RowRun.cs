namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>All rows of one person in one group: a stretch of the sorted rows.</summary>
internal readonly record struct RowRun(int Person, int Group, int Start, int Count);
