namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>Half the squared error.</summary>
internal readonly record struct SquaredLoss : IPointLoss
{
    public (double Gradient, double Hessian) At(double score, double label)
    {
        return (score - label, 1);
    }
}
