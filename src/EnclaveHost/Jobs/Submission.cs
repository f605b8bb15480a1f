namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>What comes of putting a job to the room.</summary>
internal enum Submission
{
    /// <summary>It is queued, or was before.</summary>
    Accepted,

    /// <summary>The same id was used for another job.</summary>
    IdReused,

    /// <summary>As many jobs wait as may; nothing of this one is kept.</summary>
    QueueFull,

    /// <summary>As many of the requester's jobs as may ended today without having spent anything; nothing of this one is kept.</summary>
    TooManyUnpaid,

    /// <summary>The room was asked to end; nothing of this one is kept.</summary>
    Stopping,
}
