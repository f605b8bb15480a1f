using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>
/// One version of a dataset on its way from a table to a sealed file: read as the agreement says, encrypted, vouched for. The
/// wrapper comes in from outside, so that everything but the vault happens here.
/// </summary>
internal sealed record DatasetEncryption
{
    internal required SignedAgreement Agreement { get; init; }

    internal required DatasetTerms Terms { get; init; }

    internal required PartyKeyFolder Owner { get; init; }

    /// <summary>1, 2, 3, …; a version is sealed once.</summary>
    internal required int Version { get; init; }

    /// <summary>Where ciphertext and manifest go.</summary>
    internal required string Folder { get; init; }

    /// <summary>Columns that write moments as digits.</summary>
    internal required IReadOnlyList<string> DigitMoments { get; init; }

    /// <summary>The share of bad rows above which the file is refused, 0 to 1.</summary>
    internal required double MaximumBadShare { get; init; }

    /// <summary>Withdrawals of consent known until then are honoured in the file.</summary>
    internal required DateTimeOffset ConsentCutOff { get; init; }

    /// <summary>Refuses what cannot come to a good end, before anything is read.</summary>
    /// <exception cref="ClientException">The dataset is somebody else's, or the version is sealed already.</exception>
    internal void Check()
    {
        if (Terms.Owner != Owner.Id)
        {
            throw new ClientException($"'{Terms.Id}' belongs to '{Terms.Owner}', and these are the keys of '{Owner.Id}'. A manifest is its owner's word.");
        }

        if (Agreement.Agreement.FindParty(Owner.Id)?.SigningKey.Thumbprint != Owner.SigningKey.Thumbprint)
        {
            throw new ClientException($"The agreement names another signing key for '{Owner.Id}' than the one in {Owner.Path}.");
        }

        if (Version < 1)
        {
            throw ClientException.Usage("--version is 1 or more.");
        }

        if (File.Exists(SealedFiles.ManifestPath(Folder, Terms.Id, Version)))
        {
            throw new ClientException($"Version {Version} of '{Terms.Id}' is sealed already in {Folder}, and a version is sealed once. Give the next --version.");
        }

        string[] unknown = [.. DigitMoments.Where(name => Terms.Columns.All(column => column.Name != name))];
        if (unknown.Length > 0)
        {
            throw ClientException.Usage($"'{Terms.Id}' has no column {string.Join(", ", unknown)}.");
        }
    }

    /// <summary>Reads the table as the agreement describes it.</summary>
    internal IngestionOutcome Ingest(string path, CancellationToken cancellationToken) => FileIngestion.Ingest(
        path,
        IngestionPlan.For(Terms, DigitMoments.Distinct().ToDictionary(name => name, _ => TimestampFormat.CompactDigits)) with { MaximumBadShare = MaximumBadShare },
        declared: null,
        cancellationToken);

    /// <summary>Encrypts the table; the manifest is written last, because it is what makes the file count.</summary>
    internal SealedDataset Seal(Table table, DekWrapper wrapper)
    {
        Directory.CreateDirectory(Folder);
        SealedDataset data = DatasetSealing.Seal(
            Agreement, Terms, Version, table, ConsentCutOff, wrapper, Owner, SealedFiles.CiphertextPath(Folder, Terms.Id, Version));
        SealedFiles.WriteManifest(Folder, data);
        return data;
    }
}
