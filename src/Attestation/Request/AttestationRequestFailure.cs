namespace EnclaveCleanRoom.Attestation;

/// <summary>Why a body is not a request to attest an SEV-SNP guest.</summary>
public enum AttestationRequestFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The body is not one strict JSON object, or is longer than 512 KiB.</summary>
    Json,

    /// <summary><c>report</c> is absent, or its layers are not base64url of a JSON object with <c>SnpReport</c> and <c>VcekCertChain</c>.</summary>
    Report,

    /// <summary><c>Endorsements</c> is there and is not base64url of <c>{"Uvm":[one endorsement]}</c>.</summary>
    Endorsements,

    /// <summary><c>runtimeData</c> is absent, not of type JSON, or its data is not base64url.</summary>
    RuntimeData,

    /// <summary><c>initTimeData</c> is there and is not empty: policies here are no JSON, so there is nothing to send in it.</summary>
    InitTimeData,

    /// <summary><c>nonce</c> is there and is neither a string nor an unsigned integer of 64 bits.</summary>
    Nonce,
}
