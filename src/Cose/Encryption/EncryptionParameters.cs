namespace EnclaveCleanRoom.Cose.Encryption;

/// <summary>The one construction of COSE_Encrypt that this profile speaks, in identifiers and sizes in bytes.</summary>
/// <remarks>Source: RFC 9053 §4.1 (AES-GCM), §6.2.1 (AES Key Wrap), §6.4 (ECDH-ES with key wrap), §7.1 (curves).</remarks>
internal static class EncryptionParameters
{
    /// <summary>A256GCM.</summary>
    public const int ContentAlgorithm = 3;

    /// <summary>ECDH-ES + A256KW: ephemeral-static ECDH, HKDF with SHA-256, AES Key Wrap with 256 bits.</summary>
    public const int RecipientAlgorithm = -31;

    /// <summary>A256KW, for which the derived key is meant.</summary>
    public const int KeyWrapAlgorithm = -5;

    public const int KeySize = 32;
    public const int TagSize = 16;
    public const int InitializationVectorSize = 12;
    public const int CoordinateSize = 48;
}
