namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>The absolute error.</summary>
internal readonly record struct AbsoluteLoss : IPointLoss
{
    public (double Gradient, double Hessian) At(double score, double label)
    {
        return (Math.Sign(score - label), 1);
    }
}
