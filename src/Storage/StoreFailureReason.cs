namespace EnclaveCleanRoom.Storage;

/// <summary>Why a store did not do what was asked.</summary>
public enum StoreFailureReason
{
    /// <summary>There is no such object, container or folder.</summary>
    NotFound = 1,

    /// <summary>The object ends before the range does.</summary>
    OutOfRange,

    /// <summary>Other bytes lie under this name, and nothing is overwritten.</summary>
    AlreadyExists,

    /// <summary>Somebody else is uploading under this name.</summary>
    Busy,

    /// <summary>The bearer token is missing or refused (401).</summary>
    Unauthorized,

    /// <summary>The signature or the caller's role does not allow it (403), or the file system does not.</summary>
    Forbidden,

    /// <summary>The service was busy (429, 503) until the deadline.</summary>
    Throttled,

    /// <summary>The service did not answer, or answered with an error of its own, until the deadline.</summary>
    Unavailable,

    /// <summary>The service's TLS certificate is not for its host or leads to no trusted root.</summary>
    UntrustedService,

    /// <summary>The service refused the request as it is (any other 4xx).</summary>
    Rejected,

    /// <summary>The answer is not what the protocol says.</summary>
    MalformedResponse,

    /// <summary>The source has another length than it had at the beginning.</summary>
    SourceChanged,
}
