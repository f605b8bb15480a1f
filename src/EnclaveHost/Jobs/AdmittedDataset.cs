using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Results;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>A dataset in the version that its owner granted.</summary>
/// <param name="Terms">The dataset.</param>
/// <param name="Manifest">The current manifest.</param>
/// <param name="Rotation">How its data keys are wrapped now; null when it is as the file says.</param>
/// <param name="Keys">The key-encryption keys that the dataset has had, before and after amendments; the last is the one of now.</param>
internal sealed record AdmittedDataset(DatasetTerms Terms, SignedDocument<Manifest> Manifest, KeyRotation? Rotation, IReadOnlyList<Uri> Keys)
{
    /// <summary>Under which of them the file's own key metadata may say that its data keys are wrapped: of a file whose keys were never wrapped anew the one of now alone.</summary>
    internal IEnumerable<string> NamedInFile => (Rotation is null ? [Terms.KeyEncryptionKey] : Keys).Select(key => key.AbsoluteUri + "/");

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
