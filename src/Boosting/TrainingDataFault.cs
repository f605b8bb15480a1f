namespace EnclaveCleanRoom.Boosting;

/// <summary>The ways in which data cannot be trained on.</summary>
public enum TrainingDataFault
{
    /// <summary>There are no rows.</summary>
    NoRows,

    /// <summary>More rows than a fixed-point histogram can hold (2^28).</summary>
    TooManyRows,

    /// <summary>The label or the weights have another length than the features.</summary>
    LengthMismatch,

    /// <summary>A label is NaN or infinite.</summary>
    LabelNotFinite,

    /// <summary>A label lies outside what the objective allows.</summary>
    LabelOutOfRange,

    /// <summary>All rows have the same class, so there is nothing to learn.</summary>
    OneClassOnly,

    /// <summary>A weight is NaN, infinite or negative.</summary>
    WeightNotAllowed,

    /// <summary>The weights of all rows (of a class, where the objective knows classes) are zero.</summary>
    NoWeight,

    /// <summary>Validation features differ from the training features in number, name or kind.</summary>
    FeaturesDiffer,

    /// <summary>A categorical feature needs more than 65,536 bins.</summary>
    TooManyCategories,

    /// <summary>The data was binned with other options than those given for training.</summary>
    BinnedDifferently,

    /// <summary>Early stopping was asked for without validation data.</summary>
    NoValidationData,
}
