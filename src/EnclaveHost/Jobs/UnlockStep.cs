using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.EnclaveHost.Datasets;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.Parquet;
using EnclaveCleanRoom.Storage;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// Step 3: each owner's vault releases its key-encryption key to this attested instance, and the data keys of the needed
/// columns are unwrapped with it. No page is decrypted; the footer is, because the column keys' metadata lie in it. Ciphertext that lies in a
/// store is fetched here too, the needed columns alone, so that a store that fails costs nobody anything.
/// </summary>
internal sealed class UnlockStep(Room room, IKeySource keySource)
{
    internal async Task<Step<UnlockedJob>> UnlockAsync(AttestedJob job, CancellationToken cancellationToken)
    {
        // All owners' shares before any vault: what one vault releases must not lie about while another owner's share is found wrong.
        if (!OpenedShares.Open(room, job.Job).TryGet(out OpenedShares? shares, out Denial? refusal))
        {
            return refusal;
        }

        using (shares)
        {
            return await UnlockAsync(job, shares, cancellationToken);
        }
    }

    private async Task<Step<UnlockedJob>> UnlockAsync(AttestedJob job, OpenedShares shares, CancellationToken cancellationToken)
    {
        List<UnlockedDataset> unlocked = [];
        bool isComplete = false;
        try
        {
            foreach (AdmittedDataset dataset in job.Job.Datasets)
            {
                Step<UnlockedDataset> step = await UnlockAsync(job, dataset, shares, cancellationToken);
                if (!step.TryGet(out UnlockedDataset? next, out Denial? denial))
                {
                    return denial;
                }

                unlocked.Add(next);
            }

            isComplete = true;
            return new UnlockedJob(job, unlocked);
        }
        finally
        {
            if (!isComplete)
            {
                unlocked.ForEach(dataset => dataset.Dispose());
            }
        }
    }

    private async Task<Step<UnlockedDataset>> UnlockAsync(AttestedJob job, AdmittedDataset dataset, OpenedShares shares, CancellationToken cancellationToken)
    {
        StoreResult<CiphertextFile> found = await room.Stored.OpenAsync(dataset.Manifest.Document, cancellationToken);
        if (!found.TryGet(out CiphertextFile? ciphertext, out StoreFailure? failure))
        {
            return Unavailable(dataset, failure);
        }

        DatasetKeys keys = new([.. dataset.NamedInFile], dataset.Rotation, shares.Find(dataset.Terms.Id));
        UnlockedDataset? unlocked = null;
        try
        {
            Step<ParquetFile> opened = await OpenAsync(job, dataset, ciphertext, keys, cancellationToken);
            if (!opened.TryGet(out ParquetFile? file, out Denial? denial))
            {
                return denial;
            }

            failure = await FetchAsync(file, job.Job.Plan.ColumnsOf(dataset.Terms.Id), ciphertext, cancellationToken);
            if (failure is not null)
            {
                return Unavailable(dataset, failure);
            }

            unlocked = new UnlockedDataset(dataset, ciphertext, file, keys);
            return unlocked;
        }
        finally
        {
            if (unlocked is null)
            {
                keys.Dispose();
                ciphertext.Dispose();
            }
        }
    }

    private async Task<Step<ParquetFile>> OpenAsync(
        AttestedJob job, AdmittedDataset dataset, CiphertextFile ciphertext, DatasetKeys keys, CancellationToken cancellationToken)
    {
        if (FooterOpening.TryRead(dataset, ciphertext.Stream, out EncryptedFooter? footer, out string version) is { } unreadable)
        {
            return Refused(dataset, unreadable);
        }

        Step<ReleasedKey> release = await keySource.ReleaseAsync(dataset.Terms, version, job.Attested.CompactToken, cancellationToken);
        if (!release.TryGet(out ReleasedKey? released, out Denial? denial))
        {
            return denial;
        }

        // The key-encryption key lives from here to the end of this block: revocation takes effect with the next job.
        using (released)
        {
            string? problem = FooterOpening.TryOpen(dataset, job.Job.Plan.ColumnsOf(dataset.Terms.Id), ciphertext.Stream, footer!, keys, released, out ParquetFile? file);
            return problem is null ? file! : Refused(dataset, problem);
        }
    }

    /// <summary>Brings the pages of the needed columns here, where they are not. They are still encrypted, and not looked at.</summary>
    private static async Task<StoreFailure?> FetchAsync(
        ParquetFile file, IReadOnlyList<string> columns, CiphertextFile ciphertext, CancellationToken cancellationToken)
    {
        // A column whose chunks cannot be found is refused when it is opened.
        IEnumerable<FileRange> ranges = columns.SelectMany(column => file.TryFindRanges(column, out IReadOnlyList<FileRange> found, out _) ? found : []);
        return await ciphertext.FetchAsync(ranges, cancellationToken);
    }

    private static Denial Refused(AdmittedDataset dataset, string problem) => new(
        DenialCode.CiphertextRefused, $"ciphertext of {dataset.Terms.Id}", problem, "the file of its manifest", dataset.Terms.Owner.ToString());

    private static Denial Unavailable(AdmittedDataset dataset, StoreFailure failure) => failure.Reason == StoreFailureReason.NotFound
        ? new Denial(
            DenialCode.CiphertextMissing, $"ciphertext of {dataset.Terms.Id}", failure.Message, $"{dataset.Manifest.Document.FileLength} bytes", dataset.Terms.Owner.ToString())
        : new Denial(DenialCode.CiphertextUnavailable, $"ciphertext of {dataset.Terms.Id}", failure.ToString(), "to be read from the operator's store", "operator");
}
