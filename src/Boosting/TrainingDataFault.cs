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

    /// <summary>The weights of all rows (of a class, where the objective or a metric knows classes) are zero.</summary>
    NoWeight,

    /// <summary>Validation features differ from the training features in number, name or kind.</summary>
    FeaturesDiffer,

    /// <summary>A categorical feature needs more than 65,536 bins.</summary>
    TooManyCategories,

    /// <summary>The data was binned with other options than those given for training.</summary>
    BinnedDifferently,

    /// <summary>Early stopping was asked for without validation data.</summary>
    NoValidationData,

    /// <summary>An initial score is NaN or infinite.</summary>
    InitialScoreNotFinite,

    /// <summary>The model to go on from has other features or another number of classes.</summary>
    InitialModelDiffers,

    /// <summary>A metric within groups was asked for, and the data measured has none, or none with rows of both classes.</summary>
    NoGroups,

    /// <summary>A custom objective gave a derivative that is not finite, or a negative second one.</summary>
    DerivativeNotAllowed,

    /// <summary>A monotone or interaction constraint names a feature that does not exist or is categorical, or there are not as many as features.</summary>
    ConstraintNotAllowed,
}
