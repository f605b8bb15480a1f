using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using Microsoft.Data.Sqlite;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>The jobs and their stored results. The same id never computes twice.</summary>
internal sealed class JobBook(LedgerDatabase database)
{
    private const string Columns = "id, digest, requester, terms, state, denial";

    /// <summary>Records a new job as running.</summary>
    /// <returns>The record when the id is known already, otherwise <see langword="null"/>.</returns>
    internal JobRecord? RecordOrFind(SignedDocument<Job> job, DateTimeOffset now) => database.Transact(() =>
    {
        JobRecord? known = Find(job.Document.Id);
        if (known is null)
        {
            database.Execute(
                "INSERT INTO jobs VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                job.Document.Id.ToString(), job.Digest.ToArray(), job.Document.Requester.ToString(), job.Document.Query.Terms.ToString(),
                job.Encoded.ToArray(), (long)JobState.Running, "[]", now.ToUnixTimeSeconds());
        }

        return known;
    });

    internal JobRecord? Find(JobId id) =>
        database.Query($"SELECT {Columns} FROM jobs WHERE id = $1", Read, id.ToString()).SingleOrDefault();

    internal List<JobRecord> All() => database.Query($"SELECT {Columns} FROM jobs ORDER BY at, id", Read);

    internal void Deny(JobId id, IReadOnlyList<DenialReason> reasons) => database.Execute(
        "UPDATE jobs SET state = $2, denial = $3 WHERE id = $1",
        id.ToString(), (long)JobState.Denied, JsonSerializer.Serialize(reasons));

    internal void Fail(JobId id) => database.Execute("UPDATE jobs SET state = $2 WHERE id = $1", id.ToString(), (long)JobState.Failed);

    /// <summary>Stores a result and marks its job done, in the caller's transaction.</summary>
    internal void Store(JobId id, byte[] envelope)
    {
        database.Execute("INSERT INTO results VALUES ($1, $2)", id.ToString(), envelope);
        database.Execute("UPDATE jobs SET state = $2 WHERE id = $1", id.ToString(), (long)JobState.Done);
    }

    internal bool HasResult(JobId id) => database.Query("SELECT 1 FROM results WHERE job = $1", reader => reader.GetInt64(0), id.ToString()).Count == 1;

    /// <summary>The result's envelope, or <see langword="null"/> when none is stored.</summary>
    internal byte[]? FindResult(JobId id) =>
        database.Query("SELECT envelope FROM results WHERE job = $1", reader => reader.GetFieldValue<byte[]>(0), id.ToString()).SingleOrDefault();

    /// <summary>Jobs that a stopped process left running end as failed.</summary>
    internal void SettleInterrupted() => database.Execute(
        "UPDATE jobs SET state = $2 WHERE state = $1", (long)JobState.Running, (long)JobState.Failed);

    private static JobRecord Read(SqliteDataReader reader) => new()
    {
        Id = JobId.Parse(reader.GetString(0)),
        Digest = new Digest256(reader.GetFieldValue<byte[]>(1)),
        Requester = PartyId.Parse(reader.GetString(2)),
        Terms = reader.GetString(3),
        State = (JobState)reader.GetInt64(4),
        Denial = JsonSerializer.Deserialize<List<DenialReason>>(reader.GetString(5)) ?? [],
    };
}
