namespace EnclaveCleanRoom.Cose;

/// <summary>The signature algorithms that this profile verifies, by their COSE identifiers.</summary>
/// <remarks>
/// Source: RFC 9053 §2.1 (ECDSA) and RFC 8230 §2 (RSASSA-PSS). Each ECDSA algorithm is bound to one curve, which RFC 9053
/// leaves open: ES256 to P-256, ES384 to P-384, ES512 to P-521. The salt of RSASSA-PSS is as long as the hash.
/// </remarks>
public enum CoseAlgorithm
{
    /// <summary>ECDSA on P-256 with SHA-256; signatures are 64 bytes, r ‖ s.</summary>
    ES256 = -7,

    /// <summary>ECDSA on P-384 with SHA-384; signatures are 96 bytes, r ‖ s. What this product signs with.</summary>
    ES384 = -35,

    /// <summary>ECDSA on P-521 with SHA-512; signatures are 132 bytes, r ‖ s.</summary>
    ES512 = -36,

    /// <summary>RSASSA-PSS with SHA-256; signatures are as long as the modulus.</summary>
    PS256 = -37,

    /// <summary>RSASSA-PSS with SHA-384; signatures are as long as the modulus. Used by UVM endorsements.</summary>
    PS384 = -38,

    /// <summary>RSASSA-PSS with SHA-512; signatures are as long as the modulus.</summary>
    PS512 = -39,
}
