namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>s + y exp(-s).</summary>
internal readonly record struct GammaLoss : IPointLoss
{
    public (double Gradient, double Hessian) At(double score, double label)
    {
        double ratio = label * PortableExp.Exp(-score);
        return (1 - ratio, ratio);
    }
}
