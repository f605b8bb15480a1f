namespace EnclaveCleanRoom.Attestation;

/// <summary>Why a text is not the three certificates that endorse a report.</summary>
public enum CertificateChainFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The text is neither PEM nor the JSON object of Azure's host (THIM).</summary>
    Text,

    /// <summary>There are more or fewer than three certificates; or, where more are allowed, one of the three is missing.</summary>
    Count,

    /// <summary>One of them is not a version 3 certificate in DER, signed with RSA in a known way.</summary>
    Certificate,

    /// <summary>They are not one elliptic-curve leaf, one self-issued root and one between.</summary>
    Roles,

    /// <summary>The leaf lacks an extension of an endorsement key, or has a malformed one.</summary>
    EndorsementKey,

    /// <summary>The certificates can be read, and one that the chain would need is of a kind that AMD does not issue.</summary>
    Foreign,
}
