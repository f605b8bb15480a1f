using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Attesting;

/// <summary>Where hardware evidence about this very guest comes from.</summary>
internal interface IEvidenceSource : IDisposable
{
    /// <summary>Fetches evidence whose report binds the given claims.</summary>
    /// <param name="claims">The claims of this instance.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="EvidenceUnavailableException">There is no hardware, or what answered is no evidence.</exception>
    public Task<Evidence> FetchAsync(RuntimeClaims claims, CancellationToken cancellationToken);
}
