using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Where an owner's key-encryption key is had, by an instance that has just been vouched for.</summary>
internal interface IKeySource
{
    /// <summary>Asks for the key of a dataset.</summary>
    /// <param name="dataset">The dataset; its terms name the key.</param>
    /// <param name="version">The version under which the data keys are wrapped.</param>
    /// <param name="attestationToken">The attestation service's token for this instance, a compact JWS.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The key, to be disposed by the caller; or why its owner's vault does not release it.</returns>
    public Task<Step<ReleasedKey>> ReleaseAsync(DatasetTerms dataset, string version, string attestationToken, CancellationToken cancellationToken);
}
