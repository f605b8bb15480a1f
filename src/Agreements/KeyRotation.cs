using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>
/// The owner's word that the data keys of one manifest's file are wrapped anew, under another version of the dataset's key-encryption key.
/// File, manifest and grants stay as they are: only what wraps the data keys changes.
/// </summary>
public sealed record KeyRotation : IAgreementDocument
{
    /// <summary>The only version there is.</summary>
    public const string CurrentFormat = "cleanroom-rotation/1";

    private const int MostKeys = 2001;
    private const int LongestWrapped = 1024;

    /// <inheritdoc/>
    public static string ContentType => "application/vnd.cleanroom.rotation+json";

    /// <inheritdoc/>
    /// <remarks>One key a column of the dataset with the most columns, and one for the footer, each as long as it may be.</remarks>
    public static int LargestUnder(Agreement agreement)
    {
        const int Frame = 8 << 10;
        const int Key = 192 + (((LongestWrapped + 2) / 3) * 4);
        ArgumentNullException.ThrowIfNull(agreement);
        return Frame + (Key * (1 + agreement.Datasets.Max(dataset => dataset.Columns.Count)));
    }

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <inheritdoc/>
    public required Digest256 Agreement { get; init; }

    /// <summary>The dataset; its owner signs.</summary>
    public required DatasetId Dataset { get; init; }

    /// <summary>SHA-256 of the payload of the manifest whose file it is about.</summary>
    public required Digest256 Manifest { get; init; }

    /// <summary>1, 2, 3, …: a higher one supersedes the lower ones of the same manifest.</summary>
    public required int Sequence { get; init; }

    /// <summary>The version of the key-encryption key that wraps the data keys from now on: 1 to 127 letters and digits.</summary>
    public required string KeyVersion { get; init; }

    /// <summary>Every data key of the file, each once.</summary>
    public required IReadOnlyList<RotatedKey> Keys { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The key that the manifest knows by the digest of its first wrapping, as it is wrapped now; null when it is not among them.</summary>
    /// <param name="wrappedDigest">The digest in the manifest.</param>
    public byte[]? Find(Digest256 wrappedDigest) => Keys.FirstOrDefault(key => key.KeyDigest == wrappedDigest)?.Wrapped;

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
        return Format != CurrentFormat ? $"format is '{Format}', not '{CurrentFormat}'"
            : agreement.FindDataset(Dataset) is null ? $"dataset '{Dataset}' is not in the agreement"
            : Sequence < 1 ? "sequence is below 1"
            : KeyVersion.Length is < 1 or > 127 || !KeyVersion.All(char.IsAsciiLetterOrDigit) ? "the key's version is 1 to 127 letters and digits"
            : Keys.Count is < 1 or > MostKeys ? $"there are 1 to {MostKeys} keys"
            : Keys.DistinctBy(key => key.KeyDigest).Count() != Keys.Count ? "a key stands twice"
            : Keys.Any(key => key.Wrapped.Length is < 1 or > LongestWrapped) ? $"a wrapped key has 1 to {LongestWrapped} bytes"
            : null;
    }
}
