namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>The best output of a leaf and what it gains, under L1 and L2 regularisation, a largest step and smoothing toward the parent.</summary>
/// <remarks>Source: T. Chen and C. Guestrin, XGBoost, KDD 2016, equations 5 to 7 (without the factor one half), with soft thresholding for L1.</remarks>
/// <param name="L1">L1 regularisation.</param>
/// <param name="L2">L2 regularisation.</param>
/// <param name="MaxStep">The largest output either way; 0 or less for no limit.</param>
/// <param name="Smoothing">The number of rows at which a leaf counts as much as its parent; 0 for no smoothing.</param>
internal readonly record struct LeafOutput(double L1, double L2, double MaxStep = 0, double Smoothing = 0)
{
    /// <summary>Whether the output depends on the sums alone and is not limited, so that its gain has a closed form.</summary>
    public bool IsPlain => MaxStep <= 0 && Smoothing <= NodeSums.Epsilon;

    /// <summary>The gain of the plain output.</summary>
    public double Gain(double gradient, double hessian)
    {
        double shrunk = Shrink(gradient);
        return shrunk * shrunk / (hessian + L2);
    }

    /// <summary>The gain of any output.</summary>
    public double GainAt(in SideSums side, double output) =>
        -((2.0 * Shrink(side.Gradient) * output) + ((side.Hessian + L2) * output * output));

    /// <summary>The output without smoothing.</summary>
    public double Value(double gradient, double hessian)
    {
        double value = -Shrink(gradient) / (hessian + L2);
        return MaxStep > 0 ? Math.Clamp(value, -MaxStep, MaxStep) : value;
    }

    /// <summary>The output, drawn to the parent's.</summary>
    public double Value(in SideSums side, double parentOutput)
    {
        double value = Value(side.Gradient, side.Hessian);
        if (Smoothing <= NodeSums.Epsilon)
        {
            return value;
        }

        double share = side.Rows / Smoothing;
        return (value * share / (share + 1)) + (parentOutput / (share + 1));
    }

    private double Shrink(double gradient) => L1 == 0 ? gradient : Math.CopySign(Math.Max(0, Math.Abs(gradient) - L1), gradient);
}
