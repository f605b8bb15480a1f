using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>Somebody who signs the agreement and answers for data, questions, or both.</summary>
public sealed record Party
{
    /// <summary>How the other documents name this party.</summary>
    public required PartyId Id { get; init; }

    /// <summary>The name a person reads, 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>P-384 key that verifies this party's signatures (ES384) on agreements, manifests, grants, jobs and requests.</summary>
    public required EcPublicJwk SigningKey { get; init; }

    /// <summary>P-384 key to which results for this party are encrypted (ECDH-ES).</summary>
    public required EcPublicJwk EncryptionKey { get; init; }
}
