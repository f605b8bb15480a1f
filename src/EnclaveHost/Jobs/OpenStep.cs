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
    internal static (OpenedTable Primary, OpenedTable Partner) Open(UnlockedJob job, BudgetGrant grant)
    {
        grant.Open();
        return (Read(job, job.Primary), Read(job, job.Partner));
    }

    private static OpenedTable Read(UnlockedJob job, UnlockedDataset dataset)
    {
        Manifest manifest = dataset.Dataset.Manifest.Document;
        IReadOnlyList<string> columns = job.Job.Plan.ColumnsOf(manifest.Dataset);
        Dictionary<string, ReadOnlyMemory<byte>> digests = manifest.Columns
            .Where(column => columns.Contains(column.Name))
            .ToDictionary(column => column.Name, column => (ReadOnlyMemory<byte>)column.Digest.ToArray());
        return new OpenedTable(dataset.Dataset.Terms, column => Read(dataset.File, column, digests));
    }

    private static Column Read(ParquetFile file, string column, Dictionary<string, ReadOnlyMemory<byte>> digests) =>
        digests.ContainsKey(column) && file.TryReadColumns([column], digests, out Table? table, out _)
            ? table.Columns[0]
            : throw new JobFailedException();
}
