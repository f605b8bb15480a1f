namespace EnclaveCleanRoom.SyntheticData;

/// <summary>How far made rows are from the true ones over sets of columns, with noise.</summary>
/// <param name="Ways">How many columns a set has, 1 to 3.</param>
/// <param name="Sets">Over how many sets the mean is taken.</param>
/// <param name="MeanL1">The mean of the L1 distance of their shares, 0 to 2.</param>
/// <param name="Deviation">The standard deviation of the noise on it.</param>
public sealed record FidelityDistance(int Ways, int Sets, double MeanL1, double Deviation);
