using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>The grants that owners gave to this instance, and the manifests of their datasets.</summary>
internal sealed class GrantBook(LedgerDatabase database, LedgerChain chain, SignedAgreement agreement, string instance)
{
    /// <summary>Records a grant once; the same grant again changes nothing.</summary>
    /// <returns>False when another grant of the same id is recorded.</returns>
    internal bool TryRecord(SignedDocument<Grant> grant) => database.Transact(() =>
    {
        string id = grant.Document.Id.ToString();
        if (database.Query("SELECT encoded FROM grants WHERE id = $1", reader => reader.GetFieldValue<byte[]>(0), id) is [byte[] known])
        {
            return Open<Grant>(known).Digest == grant.Digest;
        }

        byte[] encoded = grant.Encoded.ToArray();
        database.Execute("INSERT INTO grants VALUES ($1, $2, $3, $4)", id, grant.Signer.ToString(), instance, encoded);
        chain.Append(EntryKind.Grant, encoded);
        return true;
    });

    /// <summary>All grants of an owner to this instance, whatever their age.</summary>
    internal List<SignedDocument<Grant>> GrantsOf(PartyId owner) => [.. database.Query(
        "SELECT encoded FROM grants WHERE owner = $1 AND instance = $2 ORDER BY id",
        reader => reader.GetFieldValue<byte[]>(0),
        owner.ToString(), instance).Select(Open<Grant>)];

    /// <summary>Records a manifest once.</summary>
    /// <returns>False when another manifest of the same version is recorded, or a higher version is current.</returns>
    internal bool TryRecord(SignedDocument<Manifest> manifest) => database.Transact(() =>
    {
        (string dataset, int version) = (manifest.Document.Dataset.ToString(), manifest.Document.Version);
        SignedDocument<Manifest>? current = CurrentManifest(manifest.Document.Dataset);
        if (current is not null && current.Document.Version >= version)
        {
            return current.Document.Version == version && current.Digest == manifest.Digest;
        }

        byte[] encoded = manifest.Encoded.ToArray();
        database.Execute("INSERT INTO manifests VALUES ($1, $2, $3)", dataset, version, encoded);
        chain.Append(EntryKind.Manifest, encoded);
        return true;
    });

    /// <summary>The manifest of the highest version, or <see langword="null"/> when there is none.</summary>
    internal SignedDocument<Manifest>? CurrentManifest(DatasetId dataset) => database.Query(
        "SELECT encoded FROM manifests WHERE dataset = $1 ORDER BY version DESC LIMIT 1",
        reader => reader.GetFieldValue<byte[]>(0),
        dataset.ToString()) is [byte[] encoded] ? Open<Manifest>(encoded) : null;

    // The disk is the operator's: what is read back from it is verified like what comes from the network.
    private SignedDocument<T> Open<T>(byte[] encoded)
        where T : class, IAgreementDocument =>
        SignedDocument.TryOpen(encoded, agreement, out SignedDocument<T>? document, out DocumentRefusal? refusal)
            ? document
            : throw new LedgerDamagedException($"a recorded {typeof(T).Name.ToLowerInvariant()} is not what was recorded: {refusal.Reason}");
}
