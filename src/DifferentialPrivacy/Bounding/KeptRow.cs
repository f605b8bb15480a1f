namespace EnclaveCleanRoom.DifferentialPrivacy.Bounding;

/// <summary>A row, named by its person, its group and its ordinal among the person's rows of that group.</summary>
internal readonly record struct KeptRow(int Person, int Group, int Ordinal, int Row);
