namespace EnclaveCleanRoom.PrivateModels;

/// <summary>What of a person the model hides.</summary>
public enum ProtectedParts
{
    /// <summary>All rows of a person: neighbours differ by all of them. The model may go to anybody.</summary>
    Everything = 1,

    /// <summary>
    /// The outcomes of a person's rows only: neighbours have the same rows, and all outcomes of one person become negative. All features are taken as known to whoever receives the model, and the
    /// promise holds towards that one recipient only. Which rows there are must be known to the recipient too: rows of the recipient's own table, joined or not.
    /// </summary>
    Labels = 2,

    /// <summary>
    /// The outcomes of a person's rows, and its values of the features that are <see cref="PrivateFeature.IsProtected"/>: neighbours have the same rows with the same values of all other features, and one
    /// person's outcomes become negative and protected values missing. Rows and other features are taken as known, as for <see cref="Labels"/>, and the promise holds towards that one recipient only.
    /// </summary>
    LabelsAndColumns = 3,

    /// <summary>
    /// A person's values of the features that are <see cref="PrivateFeature.IsProtected"/>: neighbours have the same rows with the same outcomes and the same values of all other features, and one person's protected
    /// values become missing. All else is taken as known, as for <see cref="Labels"/>, and the promise holds towards that one recipient only.
    /// </summary>
    Columns = 4,
}
