using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// Step 5: the needed columns may be decrypted, each checked against the digest its owner vouches for when it is read. From here on
/// there is one opaque failure, and the spend is kept.
/// </summary>
internal static class OpenStep
{
    /// <param name="job">The job and its keys.</param>
    /// <param name="grant">Its spend, which is recorded as opened first.</param>
    /// <param name="cancellationToken">Asked before each column, now and when a later step reads it.</param>
    /// <returns>The tables, the plan's primary first.</returns>
    internal static IReadOnlyList<OpenedTable> Open(UnlockedJob job, BudgetGrant grant, CancellationToken cancellationToken)
    {
        grant.Open();
        return [.. job.Datasets.Select(dataset => Read(job, dataset, cancellationToken))];
    }

    private static OpenedTable Read(UnlockedJob job, UnlockedDataset dataset, CancellationToken cancellationToken)
    {
        Manifest manifest = dataset.Dataset.Manifest.Document;
        IReadOnlyList<string> columns = job.Job.Plan.ColumnsOf(manifest.Dataset);
        Dictionary<string, ReadOnlyMemory<byte>> digests = manifest.Columns
            .Where(column => columns.Contains(column.Name))
            .ToDictionary(column => column.Name, column => (ReadOnlyMemory<byte>)column.Digest.ToArray());
        return new OpenedTable(dataset.Dataset.Terms, column =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Read(dataset.File, column, digests);
        });
    }

    private static Column Read(ParquetFile file, string column, Dictionary<string, ReadOnlyMemory<byte>> digests) =>
        digests.ContainsKey(column) && file.TryReadColumns([column], digests, out Table? table, out _)
            ? table.Columns[0]
            : throw new JobFailedException();
}
