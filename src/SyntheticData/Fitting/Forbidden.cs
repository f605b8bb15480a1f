using EnclaveCleanRoom.SyntheticData.Inference;

namespace EnclaveCleanRoom.SyntheticData.Fitting;

/// <summary>Which combinations of two columns' codes cannot occur.</summary>
/// <param name="Columns">The two columns.</param>
/// <param name="Mask">0 where a combination cannot occur, 1 elsewhere; cells in ascending order of columns.</param>
internal sealed record Forbidden(AttributeSet Columns, double[] Mask);
