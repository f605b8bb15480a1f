using System.Security.Cryptography;

namespace EnclaveCleanRoom.Cose.Signing;

/// <summary>What an algorithm identifier fixes: hash, and for ECDSA the one curve.</summary>
internal static class AlgorithmParameters
{
    public static HashAlgorithmName Hash(CoseAlgorithm algorithm) => algorithm switch
    {
        CoseAlgorithm.ES256 or CoseAlgorithm.PS256 => HashAlgorithmName.SHA256,
        CoseAlgorithm.ES384 or CoseAlgorithm.PS384 => HashAlgorithmName.SHA384,
        CoseAlgorithm.ES512 or CoseAlgorithm.PS512 => HashAlgorithmName.SHA512,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not a signature algorithm of this profile."),
    };

    /// <summary>The ECDSA algorithm of a curve, or null for a curve outside the profile.</summary>
    public static CoseAlgorithm? OfCurve(ECCurve curve) => curve.Oid.Value switch
    {
        "1.2.840.10045.3.1.7" => CoseAlgorithm.ES256,
        "1.3.132.0.34" => CoseAlgorithm.ES384,
        "1.3.132.0.35" => CoseAlgorithm.ES512,
        _ => null,
    };

    /// <summary>Whether the algorithm is RSASSA-PSS.</summary>
    public static bool IsPss(CoseAlgorithm algorithm) => algorithm is CoseAlgorithm.PS256 or CoseAlgorithm.PS384 or CoseAlgorithm.PS512;

    /// <summary>Whether an RSA modulus of so many bits is within the profile: 2048 to 8192.</summary>
    public static bool IsRsaSize(int bits) => bits is >= 2048 and <= 8192;
}
