namespace EnclaveCleanRoom.Attestation;

/// <summary>Why bytes are not the endorsement of a utility VM's launch measurement.</summary>
public enum UvmEndorsementFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The bytes are not a COSE_Sign1 message with an embedded payload.</summary>
    Message,

    /// <summary>The content type is not <c>application/json</c>, or <c>iss</c> or <c>feed</c> is absent from the protected header.</summary>
    Header,

    /// <summary>The protected certificate chain is absent, longer than six, or holds something that is no certificate.</summary>
    Certificates,

    /// <summary>The payload is not one strict JSON object.</summary>
    Payload,

    /// <summary>The launch measurement is absent, or not 96 lower-case hexadecimal digits.</summary>
    Measurement,

    /// <summary>The security version number is absent, not a decimal number from 0 to 2147483647, or stated twice differently.</summary>
    Svn,
}
