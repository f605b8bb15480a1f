namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>The best output of a leaf and what it gains, under L1 and L2 regularisation.</summary>
/// <remarks>Source: T. Chen and C. Guestrin, XGBoost, KDD 2016, equations 5 to 7 (without the factor one half), with soft thresholding for L1.</remarks>
internal readonly record struct LeafOutput(double L1, double L2)
{
    public double Gain(double gradient, double hessian)
    {
        double shrunk = Shrink(gradient);
        return shrunk * shrunk / (hessian + L2);
    }

    public double Value(double gradient, double hessian) => -Shrink(gradient) / (hessian + L2);

    private double Shrink(double gradient) => L1 == 0 ? gradient : Math.CopySign(Math.Max(0, Math.Abs(gradient) - L1), gradient);
}
