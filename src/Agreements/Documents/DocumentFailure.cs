namespace EnclaveCleanRoom.Agreements.Documents;

/// <summary>Why a signed document is not accepted.</summary>
public enum DocumentFailure
{
    /// <summary>It is accepted.</summary>
    None,

    /// <summary>The bytes are no well-formed COSE message of the expected kind.</summary>
    MalformedCose,

    /// <summary>It is larger than any honest document of its kind under this agreement.</summary>
    TooLarge,

    /// <summary>The message says it holds another kind of document.</summary>
    WrongContentType,

    /// <summary>The payload is no well-formed document: JSON, a missing or unknown member, or a value outside its range.</summary>
    MalformedPayload,

    /// <summary>The payload is well formed and contradicts itself or its agreement.</summary>
    InvalidContent,

    /// <summary>It stands under another agreement.</summary>
    OtherAgreement,

    /// <summary>No party of the agreement has the key that the message names.</summary>
    UnknownSigner,

    /// <summary>A party signed that may not sign this document.</summary>
    WrongSigner,

    /// <summary>The signature does not verify.</summary>
    SignatureInvalid,

    /// <summary>A party's signature is missing.</summary>
    SignatureMissing,

    /// <summary>It is an amendment that does not follow what the agreement holds: an older one, the same again, another in its place, or one after a gap.</summary>
    OutOfOrder,
}
