using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Results;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>A dataset in the version that its owner granted.</summary>
/// <param name="Terms">The dataset.</param>
/// <param name="Manifest">The current manifest.</param>
/// <param name="Rotation">How its data keys are wrapped now; null when it is as the file says.</param>
internal sealed record AdmittedDataset(DatasetTerms Terms, SignedDocument<Manifest> Manifest, KeyRotation? Rotation)
{
    internal GrantedDataset Reference => new()
    {
        Dataset = Terms.Id,
        Version = Manifest.Document.Version,
        Manifest = Manifest.Digest,
    };

    /// <summary>How a result names it.</summary>
    internal ResultDataset Source => new()
    {
        Dataset = Terms.Id,
        Version = Manifest.Document.Version,
        Manifest = Manifest.Digest,
        ConsentCutOff = Manifest.Document.ConsentCutOff,
    };
}
