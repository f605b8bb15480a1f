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
}
