namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>Half the squared error up to a bend, the absolute error times the bend beyond.</summary>
internal readonly record struct HuberLoss(double Bend) : IPointLoss
{
    public (double Gradient, double Hessian) At(double score, double label)
    {
        return (Math.Clamp(score - label, -Bend, Bend), 1);
    }
}
