namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>How the domain of a model's feature came about.</summary>
public enum DomainSource
{
    /// <summary>The parties signed it, or it follows from what they signed: a range, a vocabulary, the number of hashed classes.</summary>
    Agreed,

    /// <summary>It was selected from the rows privately, which the result's mechanisms charge for.</summary>
    Selected,

    /// <summary>It was read off rows that the one recipient of the model owns and knows; nobody else receives it.</summary>
    Known,
}
