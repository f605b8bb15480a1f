using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>The keys of one running instance. They are made afresh at each start and never leave it.</summary>
public sealed record InstanceIdentity
{
    /// <summary>RFC 7638 thumbprint of the key that signs results and ledger entries; it names the instance.</summary>
    public required Digest256 SigningKey { get; init; }

    /// <summary>RFC 7638 thumbprint of the key to which key vaults encrypt released keys.</summary>
    public required Digest256 WrappingKey { get; init; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo of the key that ends TLS.</summary>
    public required Digest256 TlsKey { get; init; }
}
