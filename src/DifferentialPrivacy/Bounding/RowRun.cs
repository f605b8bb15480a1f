namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>All rows of one person in one group: a stretch of the sorted rows, of which the first is that of the lowest number.</summary>
internal readonly record struct RowRun(int Person, int Group, int Start, int Count, int FirstRow);
