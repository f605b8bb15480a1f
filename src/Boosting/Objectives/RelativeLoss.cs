namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>The absolute error over the label, or over 1 for labels below.</summary>
internal readonly record struct RelativeLoss : IPointLoss
{
    public (double Gradient, double Hessian) At(double score, double label)
    {
        return (Math.Sign(score - label) / Math.Max(1.0, Math.Abs(label)), 1);
    }
}
