namespace EnclaveCleanRoom.Boosting;

/// <summary>What is measured on validation data.</summary>
public enum Metric
{
    /// <summary>The objective's own loss.</summary>
    Automatic,

    /// <summary>Area under the receiver operating characteristic; more is better.</summary>
    Auc,

    /// <summary>Mean log-loss of labels 0 and 1; less is better.</summary>
    BinaryLogLoss,

    /// <summary>Mean log-loss of labels between 0 and 1; less is better.</summary>
    CrossEntropy,

    /// <summary>Mean squared error; less is better.</summary>
    L2,

    /// <summary>Log-loss over the entropy of the mean label; less is better, 1 is what a constant achieves.</summary>
    NormalisedEntropy,
}
