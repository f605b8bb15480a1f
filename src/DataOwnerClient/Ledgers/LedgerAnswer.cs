using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Ledger;

namespace EnclaveCleanRoom.DataOwnerClient.Ledgers;

/// <summary>A job that was answered with an earlier one's result, by the ledger's entries about it.</summary>
/// <param name="Job">The job.</param>
/// <param name="By">The earlier one.</param>
/// <param name="Recorded">The number, from 1, of the entry from which on the earlier one's result answers its question; before the answer, or the answer had no ground.</param>
/// <param name="Answered">The number, from 1, of the entry that says so.</param>
internal sealed record LedgerAnswer(JobId Job, JobId By, long Recorded, long Answered)
{
    /// <summary>Finds the answer of a job.</summary>
    /// <returns>It, or <see langword="null"/> when the ledger says of no earlier result that it answered this job.</returns>
    /// <exception cref="ClientException">An entry about an answer cannot be read, or has no ground.</exception>
    internal static LedgerAnswer? Find(IReadOnlyList<LedgerEntry> entries, JobId job)
    {
        Dictionary<JobId, long> recorded = [];
        foreach ((int place, LedgerEntry entry) in entries.Index())
        {
            long number = place + 1;
            if (entry.Kind == LedgerEntryKind.Recorded)
            {
                recorded[Read(entry, number, "job")] = number;
            }
            else if (entry.Kind == LedgerEntryKind.Answered && Read(entry, number, "job") == job)
            {
                JobId by = Read(entry, number, "by");
                return recorded.TryGetValue(by, out long since)
                    ? new LedgerAnswer(job, by, since, number)
                    : throw new ClientException($"ledger entry {number} answers {job} with the result of {by}, which answers nothing there");
            }
        }

        return null;
    }

    private static JobId Read(LedgerEntry entry, long number, string name)
    {
        try
        {
            using JsonDocument body = JsonDocument.Parse(entry.Body);
            return JobId.Parse(body.RootElement.GetProperty(name).GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new ClientException($"ledger entry {number} is about an answer and makes no sense where it stands", exception);
        }
    }
}
