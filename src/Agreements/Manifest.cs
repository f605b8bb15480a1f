using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>
/// The owner's word that one encrypted file is version <see cref="Version"/> of a dataset. The public half of a
/// key-encryption key is public, so anybody can encrypt a well-formed file to it: without a manifest no file is opened.
/// </summary>
public sealed record Manifest : IAgreementDocument
{
    /// <summary>The only version there is.</summary>
    public const string CurrentFormat = "cleanroom-manifest/1";

    /// <inheritdoc/>
    public static string ContentType => "application/vnd.cleanroom.manifest+json";

    /// <inheritdoc/>
    /// <remarks>What the dataset with the widest schema needs, however its columns' names are escaped.</remarks>
    public static int LargestUnder(Agreement agreement)
    {
        const int Frame = 8 << 10;
        const int Column = 256;
        const int LongestEscape = 6;
        ArgumentNullException.ThrowIfNull(agreement);
        return Frame + agreement.Datasets.Max(dataset => dataset.Columns.Sum(column => Column + (LongestEscape * column.Name.Length)));
    }

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <inheritdoc/>
    public required Digest256 Agreement { get; init; }

    /// <summary>The dataset; its owner signs.</summary>
    public required DatasetId Dataset { get; init; }

    /// <summary>1, 2, 3, …: a higher version supersedes the lower ones, and its file's AAD prefix names it.</summary>
    public required int Version { get; init; }

    /// <summary>When the owner's client made the file.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Withdrawals of consent known until this moment were honoured when the file was made, which was no earlier. Every result
    /// repeats it, so that whoever reads the result knows how old the consents behind it are.
    /// </summary>
    public required DateTimeOffset ConsentCutOff { get; init; }

    /// <summary>SHA-256 of the schema's canonical text (see SPEC.md).</summary>
    public required Digest256 SchemaDigest { get; init; }

    /// <summary>Length of the ciphertext in bytes.</summary>
    public required long FileLength { get; init; }

    /// <summary>SHA-256 of the encrypted footer with its plain key metadata, to the end of the file.</summary>
    public required Digest256 FooterDigest { get; init; }

    /// <summary>SHA-256 of the wrapped footer key.</summary>
    public required Digest256 FooterKeyDigest { get; init; }

    /// <summary>What it takes to unwrap the data keys: what the agreement says of the dataset.</summary>
    public required ManifestRelease Release { get; init; }

    /// <summary>One entry for each column of the file.</summary>
    public required IReadOnlyList<ManifestColumn> Columns { get; init; }

    /// <inheritdoc/>
    public PartyId? ExpectedSigner(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return agreement.FindDataset(Dataset)?.Owner;
    }

    /// <inheritdoc/>
    public string? FindProblem(Agreement agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        DatasetTerms? terms = agreement.FindDataset(Dataset);
        return Format != CurrentFormat ? $"format is '{Format}', not '{CurrentFormat}'"
            : terms is null ? $"dataset '{Dataset}' is not in the agreement"
            : Version < 1 ? "version is below 1"
            : ConsentCutOff > CreatedAt ? "consents are honoured until a moment after the file was made"
            : terms.DualRelease != (Release is DualRelease) ? "its release is not the agreement's: " + (terms.DualRelease ? "the owner's share is needed too" : "the vault's key alone opens it")
            : FileLength < 1 ? "file length is below 1"
            : !Columns.Select(column => column.Name).ToHashSet().SetEquals(terms.Columns.Select(column => column.Name))
                || Columns.Count != terms.Columns.Count ? "its columns are not those of the agreement"
            : null;
    }
}
