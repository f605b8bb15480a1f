namespace EnclaveCleanRoom.Boosting;

/// <summary>The loss that training minimises.</summary>
public enum Objective
{
    /// <summary>Log-loss of labels that are 0 or 1.</summary>
    Binary,

    /// <summary>Log-loss of labels between 0 and 1.</summary>
    CrossEntropy,

    /// <summary>Squared error of any finite label.</summary>
    Regression,

    /// <summary>Absolute error of any finite label.</summary>
    RegressionL1,

    /// <summary>Squared error up to <see cref="BoosterOptions.Alpha"/>, absolute error beyond.</summary>
    Huber,

    /// <summary>Fair loss: squared error that turns into absolute error smoothly, at about <see cref="BoosterOptions.FairC"/>.</summary>
    Fair,

    /// <summary>Poisson log-likelihood of counts; the score is the logarithm of the mean.</summary>
    Poisson,

    /// <summary>Pinball loss: the quantile <see cref="BoosterOptions.Alpha"/> of the label.</summary>
    Quantile,

    /// <summary>Absolute error as a share of the label.</summary>
    Mape,

    /// <summary>Gamma log-likelihood of positive labels; the score is the logarithm of the mean.</summary>
    Gamma,

    /// <summary>Tweedie log-likelihood of labels of 0 or more; the score is the logarithm of the mean.</summary>
    Tweedie,

    /// <summary>Log-loss of several classes at once (softmax).</summary>
    Multiclass,

    /// <summary>Log-loss of several classes, each against the rest.</summary>
    MulticlassOva,

    /// <summary>The caller's own: derivatives come from <see cref="TrainingRun.CustomObjective"/>.</summary>
    Custom,
}
