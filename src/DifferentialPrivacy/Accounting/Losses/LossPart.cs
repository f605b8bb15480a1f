namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>One discretised law and how many times it occurs.</summary>
internal readonly record struct LossPart(LossMasses Masses, long Count);
