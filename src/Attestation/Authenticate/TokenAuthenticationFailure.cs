namespace EnclaveCleanRoom.Attestation;

/// <summary>Why a token is not one of the configured authority's, valid now.</summary>
public enum TokenAuthenticationFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary><c>iss</c> is not, character by character, the configured authority.</summary>
    Issuer,

    /// <summary>The authority publishes no certificate under the token's key identifier.</summary>
    KeyNotFound,

    /// <summary>The signer's certificate is not among the pinned ones.</summary>
    SignerNotTrusted,

    /// <summary>The signer's certificate is not valid at the time of the check.</summary>
    SignerNotValid,

    /// <summary>The signer's key is no RSA key of at least 2048 bits.</summary>
    KeyNotUsable,

    /// <summary>The signature is wrong.</summary>
    Signature,

    /// <summary>The token's validity has not begun, beyond the allowed skew.</summary>
    NotYetValid,

    /// <summary>The token's validity has ended, beyond the allowed skew.</summary>
    Expired,
}
