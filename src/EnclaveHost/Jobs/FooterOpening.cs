using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Opens the footer of a ciphertext that must be its manifest's, and unwraps the data keys of the needed columns and of no others.</summary>
internal static class FooterOpening
{
    /// <summary>Reads the end of the ciphertext, which must be the manifest's, and finds the version of the key that wraps its data keys.</summary>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    internal static string? TryRead(AdmittedDataset dataset, FileStream ciphertext, out EncryptedFooter? footer, out string version)
    {
        version = "";
        if (!EncryptedFooter.TryRead(ciphertext, out footer, out ParquetFailure? unreadable))
        {
            return unreadable.ToString();
        }

        if (!dataset.Manifest.Document.FooterDigest.FixedTimeEquals(footer.FooterDigest.Span))
        {
            return "DigestMismatch: the footer is not the manifest's";
        }

        if (!KeyMaterial.TryParse(footer.FooterKeyMetadata.Span, out KeyMaterial? material, out KeyMaterialFailure failure))
        {
            return $"key metadata is unreadable: {failure}";
        }

        string? key = dataset.NamedInFile.FirstOrDefault(key => material.MasterKeyId?.StartsWith(key, StringComparison.Ordinal) == true);
        string named = key is null ? "" : material.MasterKeyId![key.Length..];
        version = dataset.Rotation?.KeyVersion ?? named;
        bool isVersion = version.Length is >= 1 and <= 127 && version.All(char.IsAsciiLetterOrDigit);
        return isVersion ? null : $"the data key is not wrapped by {dataset.Terms.KeyEncryptionKey.AbsoluteUri}";
    }

    /// <param name="dataset">The dataset with its manifest.</param>
    /// <param name="columns">The columns that the job needs.</param>
    /// <param name="ciphertext">The file; of its pages none is touched.</param>
    /// <param name="footer">Its end, which was compared with the manifest.</param>
    /// <param name="keys">Receives the data keys.</param>
    /// <param name="released">The owner's key-encryption key.</param>
    /// <param name="file">The open file.</param>
    /// <returns>What is wrong, or <see langword="null"/>.</returns>
    internal static string? TryOpen(
        AdmittedDataset dataset, IReadOnlyList<string> columns, FileStream ciphertext, EncryptedFooter footer, DatasetKeys keys, ReleasedKey released, out ParquetFile? file)
    {
        file = null;
        Manifest manifest = dataset.Manifest.Document;
        if (keys.Unwrap(footer.FooterKeyMetadata.Span, manifest.FooterKeyDigest, released) is { } footerProblem)
        {
            return footerProblem;
        }

        // The footer that was digested is the one that is opened: the disk is the operator's and may change between two reads.
        byte[] aadPrefix = DatasetBinding.AadPrefix(manifest.Agreement, manifest.Dataset, manifest.Version);
        if (!ParquetFile.TryOpen(ciphertext, footer, ParquetReaderOptions.Encrypted(keys, AadPrefix.Exactly(aadPrefix)), out file, out ParquetFailure? refused))
        {
            return refused.ToString();
        }

        return CheckSchema(dataset, manifest, file) ?? UnwrapColumns(manifest, columns, keys, released, file);
    }

    private static string? CheckSchema(AdmittedDataset dataset, Manifest manifest, ParquetFile file)
    {
        if (DatasetBinding.SchemaDigest(file.Schema.Select(field => (field.Name, field.Type.ToString()))) != manifest.SchemaDigest)
        {
            return "DigestMismatch: the schema is not the manifest's";
        }

        // A type that the agreement does not promise would fail after the spend, at the expense of the other owner.
        foreach (ColumnTerms column in dataset.Terms.Columns)
        {
            if (!file.Schema.TryGetField(column.Name, out Field? field) || field.Type.ToString() != column.Type.ToString())
            {
                return $"column '{column.Name}' is not of the agreement's type {column.Type}";
            }
        }

        return null;
    }

    private static string? UnwrapColumns(Manifest manifest, IReadOnlyList<string> columns, DatasetKeys keys, ReleasedKey released, ParquetFile file)
    {
        foreach (string column in columns)
        {
            Digest256 wanted = manifest.Columns.First(entry => entry.Name == column).KeyDigest;
            string? problem = file.KeyMetadataOf(column) is { } metadata
                ? keys.Unwrap(metadata.Span, wanted, released)
                : $"column '{column}' has no key of its own";
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }
}
