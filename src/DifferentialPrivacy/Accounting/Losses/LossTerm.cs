namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>One law and how many times it occurs.</summary>
internal readonly record struct LossTerm(LossLaw Law, long Count);
