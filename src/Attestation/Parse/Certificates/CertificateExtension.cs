namespace EnclaveCleanRoom.Attestation;

/// <summary>One extension of a certificate: whether a reader must understand it, and the content of its OCTET STRING.</summary>
internal readonly record struct CertificateExtension(bool IsCritical, ReadOnlyMemory<byte> Value);
