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
}
