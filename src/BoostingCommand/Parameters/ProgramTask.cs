namespace EnclaveCleanRoom.BoostingCommand.Parameters;

/// <summary>What the program is to do.</summary>
internal enum ProgramTask
{
    /// <summary>Train a model.</summary>
    Train,

    /// <summary>Predict with a model.</summary>
    Predict,

    /// <summary>Fit the leaves of a model to other data.</summary>
    Refit,
}
