namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>Constants of the fit that are no part of a query: the same for every data set, and chosen as docs/private-models.md says.</summary>
internal sealed record FitConstants
{
    internal static FitConstants Default { get; } = new();

    /// <summary>Belief in the values of a category.</summary>
    public CurvePrior Categories { get; init; } = new(0.7, 0);

    /// <summary>Belief in the values of a numeric feature.</summary>
    public double NumericLevel { get; init; } = 1.5;

    /// <summary>Standard deviation of the difference of a curve's two ends, were its leaves equally likely.</summary>
    public double NumericReach { get; init; } = 2;

    /// <summary>Standard deviation of the effect of a numeric feature's half range, for logistic regression.</summary>
    public double SlopeLevel { get; init; } = 4;

    /// <summary>By which power of its leaves a feature's share of the precision grows.</summary>
    public double PrecisionPower { get; init; } = 0.5;

    /// <summary>The intercept's share of the precision, as of a feature with so many leaves.</summary>
    public double InterceptLeaves { get; init; } = 2;

    /// <summary>The share of a Newton step that the first rounds take.</summary>
    public double FirstSteps { get; init; } = 0.5;

    /// <summary>Later rounds take this, divided by the number of the round: so that the noise of all rounds is averaged.</summary>
    public double LaterSteps { get; init; } = 2.5;

    internal double StepOf(int round) => Math.Min(FirstSteps, LaterSteps / (round + 1));
}
