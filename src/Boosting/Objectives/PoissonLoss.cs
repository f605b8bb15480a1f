namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>exp(s) - y s; the second derivative is raised by the factor <c>exp(Safety)</c>.</summary>
internal readonly record struct PoissonLoss(double Safety) : IPointLoss
{
    public (double Gradient, double Hessian) At(double score, double label)
    {
        double mean = PortableExp.Exp(score);
        return (mean - label, PortableExp.Exp(score + Safety));
    }
}
