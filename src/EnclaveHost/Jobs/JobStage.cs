namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>The steps of the pipeline, as progress shows them. They say where a job is and nothing about data.</summary>
internal enum JobStage
{
    /// <summary>Waiting for its turn.</summary>
    Queued,

    /// <summary>1.</summary>
    Admit,

    /// <summary>2.</summary>
    Attest,

    /// <summary>3.</summary>
    Unlock,

    /// <summary>4.</summary>
    Spend,

    /// <summary>5.</summary>
    Open,

    /// <summary>6.</summary>
    Join,

    /// <summary>7.</summary>
    Bound,

    /// <summary>8.</summary>
    Compute,

    /// <summary>9.</summary>
    Sign,

    /// <summary>Done, denied or failed.</summary>
    Finished,
}
