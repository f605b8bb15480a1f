using System.Collections.Concurrent;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using Microsoft.Data.Sqlite;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>
/// The jobs and their stored results. The same id never computes twice. What this instance decides by is in memory; the file
/// is written with every change and read at start.
/// </summary>
internal sealed class JobBook
{
    private const string Columns = "id, digest, requester, terms, state, denial";

    private readonly LedgerDatabase _database;
    private readonly ConcurrentDictionary<JobId, JobRecord> _records;

    internal JobBook(LedgerDatabase database)
    {
        _database = database;
        _records = new ConcurrentDictionary<JobId, JobRecord>(database
            .Query($"SELECT {Columns} FROM jobs", Read)
            .Select(record => KeyValuePair.Create(record.Id, record)));
    }

    /// <summary>Records a new job as running.</summary>
    /// <returns>The record when the id is known already, otherwise <see langword="null"/>.</returns>
    internal JobRecord? RecordOrFind(SignedDocument<Job> job, DateTimeOffset now) => _database.Transact(() =>
    {
        JobId id = job.Document.Id;
        if (Find(id) is { } known)
        {
            return known;
        }

        Remember(new JobRecord
        {
            Id = id,
            Digest = job.Digest,
            Requester = job.Document.Requester,
            Terms = job.Document.Query.Terms.ToString(),
            State = JobState.Running,
            Denial = [],
        });
        _database.Execute(
            "INSERT INTO jobs VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            id.ToString(), job.Digest.ToArray(), job.Document.Requester.ToString(), job.Document.Query.Terms.ToString(),
            job.Encoded.ToArray(), (long)JobState.Running, "[]", now.ToUnixTimeSeconds());
        return null;
    });

    internal JobRecord? Find(JobId id) => _records.GetValueOrDefault(id);

    internal void Deny(JobId id, IReadOnlyList<DenialReason> reasons) => Change(id, JobState.Denied, reasons);

    internal void Fail(JobId id) => Change(id, JobState.Failed, []);

    /// <summary>Stores a result and marks its job done, in the caller's transaction.</summary>
    internal void Store(JobId id, byte[] envelope) => _database.Transact(() =>
    {
        _database.Execute("INSERT INTO results VALUES ($1, $2)", id.ToString(), envelope);
        Change(id, JobState.Done, []);
        return true;
    });

    internal bool HasResult(JobId id) => _database.Query("SELECT 1 FROM results WHERE job = $1", reader => reader.GetInt64(0), id.ToString()).Count == 1;

    /// <summary>The result's envelope, or <see langword="null"/> when none is stored.</summary>
    internal byte[]? FindResult(JobId id) =>
        _database.Query("SELECT envelope FROM results WHERE job = $1", reader => reader.GetFieldValue<byte[]>(0), id.ToString()).SingleOrDefault();

    /// <summary>Jobs that a stopped process left running end as failed.</summary>
    internal void SettleInterrupted()
    {
        foreach (JobRecord record in _records.Values.Where(record => record.State == JobState.Running))
        {
            Fail(record.Id);
        }
    }

    private void Change(JobId id, JobState state, IReadOnlyList<DenialReason> denial) => _database.Transact(() =>
    {
        Remember(_records[id] with { State = state, Denial = denial });
        return _database.Execute(
            "UPDATE jobs SET state = $2, denial = $3 WHERE id = $1", id.ToString(), (long)state, JsonSerializer.Serialize(denial));
    });

    private void Remember(JobRecord record)
    {
        JobRecord? before = Find(record.Id);
        _records[record.Id] = record;
        _database.OnRollback(() =>
        {
            if (before is null)
            {
                _records.TryRemove(record.Id, out _);
            }
            else
            {
                _records[record.Id] = before;
            }
        });
    }

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
