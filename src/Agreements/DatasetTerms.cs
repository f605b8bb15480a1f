using EnclaveCleanRoom.Agreements.Identity;

namespace EnclaveCleanRoom.Agreements;

/// <summary>One dataset: whose it is, where its key lies, what its columns may be used for.</summary>
public sealed record DatasetTerms
{
    /// <summary>How the other documents name this dataset; part of its file's AAD prefix.</summary>
    public required DatasetId Id { get; init; }

    /// <summary>The party that signs its manifests and grants.</summary>
    public required PartyId Owner { get; init; }

    /// <summary>What it holds, in a sentence for the other parties.</summary>
    public required string Description { get; init; }

    /// <summary>The key-encryption key in the owner's vault: <c>https://{vault}/keys/{name}</c>. Made after signing, because its release policy names the agreement's hash.</summary>
    public required Uri KeyEncryptionKey { get; init; }

    /// <summary>
    /// Whether the data keys open only with the vault's key and a share that the owner's client puts into its grants, so that neither the cloud nor
    /// the operator can bring up an instance that reads the data.
    /// </summary>
    public required bool DualRelease { get; init; }

    /// <summary>How the owner's client normalises the identifiers before it encrypts them.</summary>
    public required IdNormalisation IdNormalisation { get; init; }

    /// <summary>Rows of one person beyond this many are dropped before the join, by secret keyed hash: it bounds cost, 1 to 100,000.</summary>
    public required int MaximumRowsPerPerson { get; init; }

    /// <summary>What the owner asks of every question that opens it.</summary>
    public required OwnerRules Rules { get; init; }

    /// <summary>Every column of the file, the identifier first or anywhere; exactly one has the role <see cref="ColumnRole.Id"/>.</summary>
    public required IReadOnlyList<ColumnTerms> Columns { get; init; }
}
