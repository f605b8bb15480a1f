namespace EnclaveCleanRoom.SyntheticData.Coarsening;

/// <summary>A column by itself, as measured.</summary>
/// <param name="Noisy">The count of each code, with noise.</param>
/// <param name="Variance">The variance of the noise of each.</param>
internal sealed record ColumnEstimate(double[] Noisy, double Variance);
