namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>The pinball loss, least at a quantile.</summary>
internal readonly record struct PinballLoss(double Quantile) : IPointLoss
{
    public (double Gradient, double Hessian) At(double score, double label)
    {
        return ((float)(score - label) >= 0 ? (float)(1 - Quantile) : (float)-Quantile, 1);
    }
}
