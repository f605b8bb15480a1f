namespace EnclaveCleanRoom.Attestation;

/// <summary>Why bytes are not the runtime claims of an instance.</summary>
public enum RuntimeClaimsFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The bytes are not one strict JSON object, or are longer than 16 KiB.</summary>
    Json,

    /// <summary>A member is absent, or there is one that is not known.</summary>
    Members,

    /// <summary><c>keys</c> does not hold exactly one RSA public key with a <c>kid</c> and the one operation <c>encrypt</c>.</summary>
    WrappingKey,

    /// <summary><c>signing_key</c> is not a public key on P-384.</summary>
    SigningKey,

    /// <summary><c>tls_key_sha256</c> is not a digest.</summary>
    TlsKey,

    /// <summary><c>agreement_sha256</c> is not a digest.</summary>
    Agreement,

    /// <summary><c>nonce</c> is not base64url of 16 to 64 bytes.</summary>
    Nonce,
}
