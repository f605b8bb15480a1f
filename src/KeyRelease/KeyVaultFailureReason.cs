namespace EnclaveCleanRoom.KeyRelease;

/// <summary>Why a key vault gave no key, or why what it gave was refused.</summary>
public enum KeyVaultFailureReason
{
    /// <summary>The vault refused the caller's bearer token (401).</summary>
    Unauthorized = 1,

    /// <summary>The caller's role does not allow it, or the release policy is not satisfied (403). The vault does not say which.</summary>
    Forbidden,

    /// <summary>There is no such key or version (404).</summary>
    NotFound,

    /// <summary>A key of this name exists and is not the one that was to be made: another policy, another key, or not exportable.</summary>
    AlreadyExists,

    /// <summary>The key's release policy is immutable (AKV.SKR.1020).</summary>
    ImmutablePolicy,

    /// <summary>An exportable key must have a release policy (AKV.SKR.1004).</summary>
    PolicyRequired,

    /// <summary>A key that is not exportable must not have a release policy (AKV.SKR.1005).</summary>
    PolicyNotAllowed,

    /// <summary>The vault refused the request as it is (any other 4xx).</summary>
    Rejected,

    /// <summary>Too many requests (429), after the bounded retries.</summary>
    Throttled,

    /// <summary>The vault did not answer, or answered with a server error, after the bounded retries.</summary>
    Unavailable,

    /// <summary>The service's TLS certificate is not for the vault's host or leads to no trusted root.</summary>
    UntrustedService,

    /// <summary>The answer is not what the protocol says: not strict JSON, a member missing or of another type, larger than 1 MiB.</summary>
    MalformedResponse,

    /// <summary>The release response is not signed with RS256, or carries critical headers.</summary>
    ResponseAlgorithm,

    /// <summary>The certificate hash in the release response is not that of its first certificate.</summary>
    ResponseCertificateHash,

    /// <summary>The release response's certificates are expired, not for servers, or lead to no trusted root.</summary>
    ResponseCertificateUntrusted,

    /// <summary>The release response's certificate is for another host than the vault.</summary>
    ResponseHost,

    /// <summary>The release response's signature does not verify.</summary>
    ResponseSignature,

    /// <summary>The key was wrapped with another algorithm than was asked for.</summary>
    ResponseEncryption,

    /// <summary>The release response answers another nonce.</summary>
    ResponseNonce,

    /// <summary>The release response is about another key or version.</summary>
    ResponseKey,

    /// <summary>The key does not unwrap with the instance's wrapping key.</summary>
    UnwrapFailed,

    /// <summary>The vault made a new version of a key under another release policy than the ones before.</summary>
    PolicyNotKept,

    /// <summary>What was unwrapped is not the private half of the public key that the vault signed.</summary>
    KeyMismatch,

    /// <summary>The host is no vault of Azure's clouds, and no roots were named that would make it one's own: no token was asked for and nothing was sent.</summary>
    HostOutsideAzure,
}
