namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Where a job is. The numbers are stored; they never change.</summary>
internal enum JobState
{
    /// <summary>Accepted, not finished.</summary>
    Running = 1,

    /// <summary>Its result is stored, encrypted to its recipients.</summary>
    Done = 2,

    /// <summary>It was denied before anything was opened; nothing was spent.</summary>
    Denied = 3,

    /// <summary>It failed after data was opened; what it reserved stays spent, and no reason is given because the reason could be data.</summary>
    Failed = 4,
}
