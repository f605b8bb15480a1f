namespace EnclaveCleanRoom.Boosting;

/// <summary>How a model predicts. Names, meanings and defaults are LightGBM's.</summary>
public sealed record PredictionOptions
{
    /// <summary>All iterations, predictions as the objective has them.</summary>
    public static PredictionOptions Default { get; } = new();

    /// <summary>All iterations, raw scores.</summary>
    public static PredictionOptions Raw { get; } = new() { PredictRawScore = true };

    /// <summary>Whether scores are left as they are.</summary>
    public bool PredictRawScore { get; init; }

    /// <summary>The first iteration to use; numbers below 0 and beyond the model are moved to its ends.</summary>
    public int StartIterationPredict { get; init; }

    /// <summary>How many iterations to use; 0 or less, or more than there are, means all that follow.</summary>
    public int NumIterationPredict { get; init; } = -1;

    /// <summary>Whether a row's prediction may end before its last tree once it is clear; only objectives that decide between classes do so.</summary>
    public bool PredEarlyStop { get; init; }

    /// <summary>Looks every so many iterations whether it is clear, 1 or more.</summary>
    public int PredEarlyStopFreq { get; init; } = 10;

    /// <summary>It is clear when twice the absolute score, or the lead of the best of several classes, exceeds this; 0 or more.</summary>
    public double PredEarlyStopMargin { get; init; } = 10;
}
