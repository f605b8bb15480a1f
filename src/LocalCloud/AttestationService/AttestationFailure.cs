namespace EnclaveCleanRoom.LocalCloud.AttestationService;

/// <summary>Why the attestation service signs no token.</summary>
internal enum AttestationFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The request body is not one of the service's.</summary>
    RequestMalformed,

    /// <summary>The report cannot be read.</summary>
    ReportMalformed,

    /// <summary>The certificates cannot be read.</summary>
    ChainMalformed,

    /// <summary>The report is not signed by hardware under the root that the service trusts.</summary>
    ReportNotGenuine,

    /// <summary>The report was made for other runtime data.</summary>
    RuntimeDataMismatch,

    /// <summary>The utility VM endorsement is not genuine, or speaks of another launch measurement.</summary>
    EndorsementNotGenuine,

    /// <summary>The runtime data is declared to be JSON and is not.</summary>
    RuntimeDataNotJson,
}
