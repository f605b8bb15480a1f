namespace EnclaveCleanRoom.Boosting;

/// <summary>A loss of the caller's own: its first and second derivatives by the scores.</summary>
/// <param name="scores">The scores of all rows; with several classes class after class: that of class <c>k</c> and row <c>i</c> of <c>n</c> at <c>k n + i</c>.</param>
/// <param name="gradients">Receives the first derivatives in the same places, finite.</param>
/// <param name="hessians">Receives the second derivatives, finite and not negative.</param>
public delegate void DerivativeFunction(ReadOnlySpan<double> scores, Span<float> gradients, Span<float> hessians);
