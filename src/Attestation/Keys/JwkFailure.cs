namespace EnclaveCleanRoom.Attestation;

/// <summary>Why a JSON Web Key (RFC 7517) was refused.</summary>
public enum JwkFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The bytes are not one strict JSON object.</summary>
    NotAnObject,

    /// <summary><c>kty</c> is absent or names another kind of key.</summary>
    KeyType,

    /// <summary>A member of a private or symmetric key is present. Such a key is compromised, and never merely public.</summary>
    PrivateMember,

    /// <summary>A required member is absent, or is not the unpadded base64url string that it must be.</summary>
    Member,

    /// <summary><c>kid</c>, <c>use</c>, <c>alg</c> or <c>key_ops</c> is present with a wrong type.</summary>
    Metadata,

    /// <summary><c>crv</c> is neither P-256 nor P-384.</summary>
    Curve,

    /// <summary>The modulus has fewer than 2048 or more than 8192 bits, or a leading zero byte.</summary>
    ModulusSize,

    /// <summary>The public exponent is even, below 3, over 32 bits, or has a leading zero byte.</summary>
    Exponent,

    /// <summary>The coordinates have the wrong length for the curve, or the point is not on it.</summary>
    Point,
}
