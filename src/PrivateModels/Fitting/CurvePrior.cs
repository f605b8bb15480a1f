namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>What is believed of a curve before any release.</summary>
/// <param name="Level">Standard deviation of a value, in log-odds; above 0.</param>
/// <param name="Step">Standard deviation of the difference between neighbours; 0 where cells have no order.</param>
internal readonly record struct CurvePrior(double Level, double Step);
