namespace EnclaveCleanRoom.DataOwnerClient.Ingestion.Inference;

/// <summary>
/// What a person still has to declare of a column before it can stand in an agreement. It is never read off the data, not even
/// as a proposal: the partners read the agreement, and a largest salary or a list of diagnoses is data about people.
/// </summary>
internal enum Declaration
{
    /// <summary>Nothing: no value of the column is described in the agreement.</summary>
    None,

    /// <summary>Bounds, typed by the owner or taken from a public source.</summary>
    Bounds,

    /// <summary>A vocabulary, typed by the owner or taken from a public source; or that its values are to be found privately, at a cost.</summary>
    Vocabulary,

    /// <summary>Which value of the label counts as positive.</summary>
    PositiveValue,
}
