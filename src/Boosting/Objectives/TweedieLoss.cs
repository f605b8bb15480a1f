namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>-y exp((1 - p) s) / (1 - p) + exp((2 - p) s) / (2 - p), of variance power p.</summary>
internal readonly record struct TweedieLoss(double Power) : IPointLoss
{
    public (double Gradient, double Hessian) At(double score, double label)
    {
        double first = label * PortableExp.Exp((1 - Power) * score);
        double second = PortableExp.Exp((2 - Power) * score);
        return (second - first, ((2 - Power) * second) - ((1 - Power) * first));
    }
}
