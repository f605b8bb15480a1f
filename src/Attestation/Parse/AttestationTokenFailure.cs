namespace EnclaveCleanRoom.Attestation;

/// <summary>Why a text is not an attestation token of the form that is read here.</summary>
public enum AttestationTokenFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The text is not three parts of unpadded base64url between dots, or is longer than 64 KiB.</summary>
    Compact,

    /// <summary>The header is not one strict JSON object.</summary>
    Header,

    /// <summary><c>alg</c> is not <c>RS256</c>: <c>none</c> and every other algorithm are refused.</summary>
    Algorithm,

    /// <summary>The header names extensions that must be understood (<c>crit</c>), or <c>typ</c> is another than <c>JWT</c>.</summary>
    HeaderParameter,

    /// <summary><c>kid</c> is absent or no string.</summary>
    KeyId,

    /// <summary>The payload is not one strict JSON object.</summary>
    Payload,

    /// <summary><c>iss</c> is absent or no string.</summary>
    Issuer,

    /// <summary><c>iat</c>, <c>nbf</c> or <c>exp</c> is absent or no number of seconds.</summary>
    Times,
}
