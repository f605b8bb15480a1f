namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>How much of the far ends of a loss law is given up, always to the safe side.</summary>
/// <param name="Tail">The probability that may be counted as infinite loss.</param>
/// <param name="Ceiling">Losses above this may be counted as infinite.</param>
internal readonly record struct LossLimits(double Tail, double Ceiling);
