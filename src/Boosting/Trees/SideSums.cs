namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>What a split search knows of one side of a split.</summary>
/// <param name="Gradient">The sum of gradients.</param>
/// <param name="Hessian">The sum of hessians.</param>
/// <param name="Rows">The number of rows, estimated from the hessians.</param>
internal readonly record struct SideSums(double Gradient, double Hessian, int Rows);
