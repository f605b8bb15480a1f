namespace EnclaveCleanRoom.Boosting;

/// <summary>What is measured on validation data. Less is better unless said otherwise.</summary>
public enum Metric
{
    /// <summary>Nothing is measured.</summary>
    None,

    /// <summary>Area under the receiver operating characteristic; more is better.</summary>
    Auc,

    /// <summary>Mean precision over the positive rows, in falling order of score; more is better.</summary>
    AveragePrecision,

    /// <summary>Mean log-loss of labels 0 and 1.</summary>
    BinaryLogLoss,

    /// <summary>Share of rows on the wrong side of probability one half.</summary>
    BinaryError,

    /// <summary>Mean log-loss of labels between 0 and 1.</summary>
    CrossEntropy,

    /// <summary>Log-loss less the entropy of the labels.</summary>
    KullbackLeibler,

    /// <summary>Mean absolute error.</summary>
    L1,

    /// <summary>Mean squared error.</summary>
    L2,

    /// <summary>Root of the mean squared error.</summary>
    Rmse,

    /// <summary>Mean pinball loss of the quantile <see cref="BoosterOptions.Alpha"/>.</summary>
    Quantile,

    /// <summary>Mean Huber loss.</summary>
    Huber,

    /// <summary>Mean fair loss.</summary>
    Fair,

    /// <summary>Mean Poisson loss.</summary>
    Poisson,

    /// <summary>Mean absolute error as a share of the label.</summary>
    Mape,

    /// <summary>Mean negative gamma log-likelihood.</summary>
    Gamma,

    /// <summary>Gamma deviance.</summary>
    GammaDeviance,

    /// <summary>Mean negative Tweedie log-likelihood.</summary>
    Tweedie,

    /// <summary>Mean log-loss of several classes.</summary>
    MultiLogLoss,

    /// <summary>Share of rows whose class does not score highest.</summary>
    MultiError,

    /// <summary>Mean over pairs of classes of the area under the curve that tells the two apart; more is better.</summary>
    AucMu,

    /// <summary>Log-loss over the entropy of the mean label; 1 is what a constant achieves.</summary>
    NormalisedEntropy,

    /// <summary>Area under the curve within each group, weighted by the group's rows (GAUC); more is better.</summary>
    GroupAuc,

    /// <summary>
    /// The sum of predictions over the sum of labels: 1 is right on average. Neither more nor less is better, but to be nearer to 1; 2 and ½ are
    /// as far from it.
    /// </summary>
    Calibration,

    /// <summary>How far <see cref="Calibration"/> is from 1: the size of ln(predicted / observed); 0 is right on average.</summary>
    CalibrationError,
}
