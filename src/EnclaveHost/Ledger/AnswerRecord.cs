using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>The bodies of the ledger's entries about questions that were answered: JSON.</summary>
internal static class AnswerRecord
{
    internal static byte[] WriteRecorded(JobId job, Digest256 question) =>
        JsonSerializer.SerializeToUtf8Bytes(new { job = job.ToString(), question = question.ToString() });

    internal static byte[] WriteAnswered(JobId job, JobId earlier) =>
        JsonSerializer.SerializeToUtf8Bytes(new { job = job.ToString(), by = earlier.ToString() });

    /// <exception cref="LedgerDamagedException">It names no job and question.</exception>
    internal static (JobId Job, Digest256 Question) ReadRecorded(ReadOnlyMemory<byte> body) => Read(
        body, root => (JobId.Parse(Text(root, "job")), Digest256.Parse(Text(root, "question"))));

    /// <exception cref="LedgerDamagedException">It names no two jobs.</exception>
    internal static (JobId Job, JobId Earlier) ReadAnswered(ReadOnlyMemory<byte> body) => Read(
        body, root => (JobId.Parse(Text(root, "job")), JobId.Parse(Text(root, "by"))));

    private static T Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new LedgerDamagedException("an entry about an answer names no job and what answers it");
        }
    }

    private static string Text(JsonElement root, string name) => root.GetProperty(name).GetString() ?? throw new FormatException(name);
}
