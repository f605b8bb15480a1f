namespace EnclaveCleanRoom.Agreements;

/// <summary>Whether figures made through a model must cover the people it was trained on.</summary>
public enum TrainingUsers
{
    /// <summary>Only figures whose ε covers everybody are released; a model trained without privacy releases nothing.</summary>
    Protected,

    /// <summary>
    /// Every owner signed, by name, that quality figures of a model trained without privacy may be released: their ε
    /// covers the held-out people only. Every place that shows such a figure says so.
    /// </summary>
    Unprotected,
}
