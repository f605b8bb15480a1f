namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>Error answers that are neither about a request's signature, a document, nor a denial. docs/errors.md lists all.</summary>
internal enum RoomProblem
{
    /// <summary>The body is larger than is read.</summary>
    BodyTooLarge,

    /// <summary>A parameter of the request is malformed.</summary>
    ParameterMalformed,

    /// <summary>The party may not do or read this.</summary>
    NotEntitled,

    /// <summary>The grant is for another instance.</summary>
    GrantForOtherInstance,

    /// <summary>The grant was given under an amendment that this room does not hold.</summary>
    GrantForOtherAmendment,

    /// <summary>The grant has expired.</summary>
    GrantExpired,

    /// <summary>The grant names a ledger head that this ledger does not hold.</summary>
    LedgerRolledBack,

    /// <summary>Another document of the same id, or of the same or a higher version, is recorded.</summary>
    Superseded,

    /// <summary>The owner has given this instance as many grants as one takes.</summary>
    TooManyGrants,

    /// <summary>The owner closed its grants to this instance.</summary>
    GrantsClosed,

    /// <summary>A piece of an upload would leave a gap or exceed the manifest's length.</summary>
    UploadOffset,

    /// <summary>There is no such dataset, version, job or result.</summary>
    NotFound,

    /// <summary>The job has not finished.</summary>
    NotReady,

    /// <summary>The job was denied; its requester and the owners may read why.</summary>
    JobDenied,

    /// <summary>The job failed after data was opened; what it reserved is spent.</summary>
    JobFailed,

    /// <summary>The same job id was used for another job.</summary>
    JobIdReused,

    /// <summary>As many jobs of this requester, or of all, wait as may.</summary>
    QueueFull,

    /// <summary>As many jobs of this requester as may ended in 24 hours without having spent anything.</summary>
    TooManyUnpaid,

    /// <summary>The ledger says that a result was stored, and the disk no longer holds it.</summary>
    ResultMissing,

    /// <summary>What was handed in is no result that verifies and releases a model.</summary>
    ModelRefused,

    /// <summary>The party has had as much scored as it may in this second.</summary>
    RateLimited,

    /// <summary>Evidence cannot be had at present.</summary>
    EvidenceUnavailable,

    /// <summary>As many bodies of this party are held in memory as may.</summary>
    Busy,

    /// <summary>The disk is full, up to the reserve that the operator keeps free.</summary>
    DiskFull,

    /// <summary>The ledger cannot be written at present; nothing of the request is kept.</summary>
    LedgerUnwritable,

    /// <summary>The room was asked to end and takes no new jobs.</summary>
    Stopping,

    /// <summary>Something went wrong that is not the caller's doing.</summary>
    Internal,
}
