namespace EnclaveCleanRoom.Storage;

/// <summary>Why a text names no store.</summary>
public enum StoreLocationFailure
{
    /// <summary>It names one.</summary>
    None,

    /// <summary>It is no absolute https address; plain http is for the loopback only.</summary>
    NotHttps,

    /// <summary>It names no container.</summary>
    NoContainer,

    /// <summary>It has a query, a fragment or a user. A signature does not belong into an address, which is shown and logged.</summary>
    NotAPlace,

    /// <summary>The shared access signature has no <c>sig</c>, or is not written as a query.</summary>
    MalformedSignature,

    /// <summary>There is neither a shared access signature nor a credential.</summary>
    NoCredential,

    /// <summary>The host is none of Azure Storage's, so that a bearer token for it is not sent there.</summary>
    TokenWouldLeak,
}
