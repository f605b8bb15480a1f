using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.DataOwnerClient.Verbs;

namespace EnclaveCleanRoom.DataOwnerClient.Synthesis;

/// <summary>
/// A small file beside the table that is to be: under which name its rows were asked for. It is written before anything is sent and goes when the table is there, so that the same command, after whatever interruption, goes on
/// with the job that is paid for and never pays for another.
/// </summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Job">The job.</param>
internal sealed record PendingJob(string Path, JobId Job)
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Where the file of a table lies.</summary>
    internal static string PathOf(string table) => table + ".job.json";

    /// <summary>What was begun before for a table, or <see langword="null"/>.</summary>
    /// <exception cref="ClientException">The file cannot be read, or is of another question.</exception>
    internal static PendingJob? Find(string table, Digest256 agreement, Query query)
    {
        string path = PathOf(table);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(Files.Read(path));
            JsonElement root = document.RootElement;
            JobId job = JobId.Parse(root.GetProperty("job").GetString()!);
            return root.GetProperty("agreement").GetString() == agreement.ToString() && root.GetProperty("query").GetString() == QueryFile.Write(query)
                ? new PendingJob(path, job)
                : throw ClientException.Usage($"{path} says that {table} was begun with another question, or under another agreement, as job {job}. Ask that one again to have its rows, or name another --out.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw ClientException.Usage($"{path} is damaged. The job that it named is in the output of the command that began {table}; give its name with --job, and move the file away.", exception);
        }
    }

    /// <summary>Notes a job, before it is sent.</summary>
    internal static PendingJob Begin(string table, Digest256 agreement, Query query, JobId job)
    {
        PendingJob pending = new(PathOf(table), job);
        byte[] content = s_utf8.GetBytes(JsonSerializer.Serialize(new { job = job.ToString(), agreement = agreement.ToString(), query = QueryFile.Write(query) }));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(pending.Path))!);
        AtomicFile.Write(pending.Path, stream => stream.Write(content));
        return pending;
    }

    /// <summary>The table is there, or nothing was spent.</summary>
    internal void End() => File.Delete(Path);
}
