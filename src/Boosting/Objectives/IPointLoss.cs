namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>A loss of one score and one label.</summary>
internal interface IPointLoss
{
    /// <summary>The loss's first and second derivative by the score (or what stands in for it where it has none).</summary>
    public (double Gradient, double Hessian) At(double score, double label);
}
