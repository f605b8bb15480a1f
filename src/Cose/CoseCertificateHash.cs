namespace EnclaveCleanRoom.Cose;

/// <summary>The hash of a certificate as the <c>x5t</c> header gives it.</summary>
/// <remarks>Source: RFC 9360 §2; identifiers from RFC 9054 §3.</remarks>
public sealed class CoseCertificateHash
{
    internal CoseCertificateHash(int hashAlgorithm, ReadOnlyMemory<byte> value) => (HashAlgorithm, Value) = (hashAlgorithm, value);

    /// <summary>The COSE identifier: -16 SHA-256, -43 SHA-384, -44 SHA-512.</summary>
    public int HashAlgorithm { get; }

    /// <summary>The hash of the certificate's DER encoding: 32, 48 or 64 bytes.</summary>
    public ReadOnlyMemory<byte> Value { get; }
}
