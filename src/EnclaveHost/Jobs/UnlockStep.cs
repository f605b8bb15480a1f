using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// Step 3: each owner's vault releases its key-encryption key to this attested instance, and the data keys of the needed
/// columns are unwrapped with it. No page is touched; the footer is decrypted, because the column keys' metadata lie in it.
/// </summary>
internal sealed class UnlockStep(Room room, IKeySource keySource)
{
    internal async Task<Step<UnlockedJob>> UnlockAsync(AttestedJob job, CancellationToken cancellationToken)
    {
        Step<UnlockedDataset> primary = await UnlockAsync(job, job.Job.Primary, cancellationToken);
        if (!primary.TryGet(out UnlockedDataset? first, out Denial? denial))
        {
            return denial;
        }

        try
        {
            Step<UnlockedDataset> partner = await UnlockAsync(job, job.Job.Partner, cancellationToken);
            if (partner.TryGet(out UnlockedDataset? second, out denial))
            {
                return new UnlockedJob(job, first, second);
            }
        }
        catch
        {
            first.Dispose();
            throw;
        }

        first.Dispose();
        return denial;
    }

    private async Task<Step<UnlockedDataset>> UnlockAsync(AttestedJob job, AdmittedDataset dataset, CancellationToken cancellationToken)
    {
        Step<ReleasedKey> release = await keySource.ReleaseAsync(dataset.Terms, job.Attested.CompactToken, cancellationToken);
        if (!release.TryGet(out ReleasedKey? released, out Denial? denial))
        {
            return denial;
        }

        // The key-encryption key lives from here to the end of this block: revocation takes effect with the next job.
        using (released)
        {
            return OpenFooter(job.Job, dataset, released);
        }
    }

    private Step<UnlockedDataset> OpenFooter(AdmittedJob job, AdmittedDataset dataset, ReleasedKey released)
    {
        Manifest manifest = dataset.Manifest.Document;
        FileStream ciphertext = room.Ciphertexts.OpenRead(manifest.Dataset, manifest.Version);
        DatasetKeys keys = new(dataset.Terms.KeyEncryptionKey.AbsoluteUri);
        try
        {
            string? problem = OpenFooter(job, dataset, released, ciphertext, keys, out ParquetFile? file);
            if (problem is null)
            {
                return new UnlockedDataset(dataset, ciphertext, file!, keys);
            }

            keys.Dispose();
            ciphertext.Dispose();
            return new Denial(DenialCode.CiphertextRefused, $"ciphertext of {manifest.Dataset}", problem, "the file of its manifest", dataset.Terms.Owner.ToString());
        }
        catch
        {
            keys.Dispose();
            ciphertext.Dispose();
            throw;
        }
    }

    private static string? OpenFooter(
        AdmittedJob job, AdmittedDataset dataset, ReleasedKey released, FileStream ciphertext, DatasetKeys keys, out ParquetFile? file)
    {
        file = null;
        Manifest manifest = dataset.Manifest.Document;
        if (!EncryptedFooter.TryRead(ciphertext, out EncryptedFooter? footer, out ParquetFailure? unreadable))
        {
            return unreadable.ToString();
        }

        if (!manifest.FooterDigest.FixedTimeEquals(footer.FooterDigest.Span))
        {
            return "DigestMismatch: the footer is not the manifest's";
        }

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

        foreach (string column in job.Plan.ColumnsOf(manifest.Dataset))
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
