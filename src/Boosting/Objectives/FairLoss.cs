namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>c² (|x|/c - ln(1 + |x|/c)) of the error x.</summary>
internal readonly record struct FairLoss(double Bend) : IPointLoss
{
    public (double Gradient, double Hessian) At(double score, double label)
    {
        double error = score - label;
        double sum = Math.Abs(error) + Bend;
        return (Bend * error / sum, Bend * Bend / (sum * sum));
    }
}
