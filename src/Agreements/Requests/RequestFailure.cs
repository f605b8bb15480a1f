namespace EnclaveCleanRoom.Agreements.Requests;

/// <summary>Why a signed request is not accepted.</summary>
public enum RequestFailure
{
    /// <summary>It is accepted.</summary>
    None,

    /// <summary>There is no signature.</summary>
    Unsigned,

    /// <summary>The header is no well-formed signed request.</summary>
    Malformed,

    /// <summary>No party of the agreement has the key it names.</summary>
    UnknownSigner,

    /// <summary>The signature does not verify.</summary>
    SignatureInvalid,

    /// <summary>It was signed for another instance.</summary>
    OtherInstance,

    /// <summary>It has expired, is dated in the future, or lives longer than allowed.</summary>
    NotCurrent,

    /// <summary>It was signed for another method or target, or for another body.</summary>
    OtherRequest,

    /// <summary>Its id was used before.</summary>
    Replayed,
}
