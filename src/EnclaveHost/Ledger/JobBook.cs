using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Jobs;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>
/// The jobs and their stored results. The same id never computes twice. What this instance decides by is in memory; the file
/// is written with every change and read at start. Of a row on the operator's disk only the job that its requester signed is
/// believed; what became of it, the log says (<see cref="Settle"/>).
/// </summary>
internal sealed class JobBook
{
    private static readonly JsonSerializerOptions s_named = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly LedgerDatabase _database;
    private readonly LedgerLog _log;
    private readonly ConcurrentDictionary<JobId, JobRecord> _records = new();
    private readonly ConcurrentDictionary<Digest256, JobId> _answers = new();
    private readonly Dictionary<JobId, JobId> _answeredBefore = [];

    internal JobBook(LedgerDatabase database, LedgerLog log, SignedAgreement agreement)
    {
        (_database, _log) = (database, log);
        ReadAnswers();
        database.Visit("SELECT encoded FROM jobs", reader =>
        {
            JobRecord record = Read(reader.GetFieldValue<byte[]>(0), agreement);
            return _records.TryAdd(record.Id, record) ? true : throw new LedgerDamagedException($"job '{record.Id}' is recorded twice");
        });
    }

    /// <summary>Records a new job as running.</summary>
    /// <exception cref="InvalidOperationException">The id is known.</exception>
    internal Task RecordAsync(SignedDocument<Job> job, DateTimeOffset now) => _database.TransactAsync(() =>
    {
        JobId id = job.Document.Id;
        if (Find(id) is not null)
        {
            throw new InvalidOperationException($"The job '{id}' is known.");
        }

        Remember(Running(job));
        return _database.Execute(
            "INSERT INTO jobs VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            id.ToString(), job.Digest.ToArray(), job.Document.Requester.ToString(), job.Document.Query.Terms.ToString(),
            job.Encoded.ToArray(), (long)JobState.Running, "[]", now.ToUnixTimeSeconds());
    });

    internal JobRecord? Find(JobId id) => _records.GetValueOrDefault(id);

    internal void Deny(JobId id, IReadOnlyList<DenialReason> reasons) => Change(id, JobState.Denied, reasons);

    /// <summary>A job ended without a result and without a denial: what became of its spend says which of both it is.</summary>
    /// <param name="id">The job.</param>
    /// <param name="spend">The state of its spend, or <see langword="null"/> when it never had one.</param>
    internal void End(JobId id, ReservationState? spend)
    {
        switch (spend)
        {
            case null or ReservationState.Released:
                Deny(id, new Denial(DenialCode.RoomUnavailable, "job", "ended before anything was opened", "to be put anew; nothing was spent", "operator").Reasons);
                break;
            case ReservationState.Stored:
                Change(id, JobState.Done, []);
                break;
            default:
                Change(id, JobState.Failed, []);
                break;
        }
    }

    /// <summary>Stores a result and marks its job done, in the caller's transaction.</summary>
    /// <param name="id">The job.</param>
    /// <param name="question">The question that the result answers from now on; <see langword="null"/> where it is for its one recipient alone.</param>
    /// <param name="envelope">The result, encrypted.</param>
    internal void Store(JobId id, Digest256? question, byte[] envelope) => _database.Transact(() =>
    {
        _database.Execute("INSERT INTO results VALUES ($1, $2)", id.ToString(), envelope);
        Change(id, JobState.Done, []);
        if (question is { } answered)
        {
            RememberAnswer(id, answered);
            _log.Append(LedgerEntryKind.Recorded, AnswerRecord.WriteRecorded(id, answered));
        }

        return true;
    });

    /// <summary>The job whose stored result answers a question; <see langword="null"/> when none does, or the operator's disk has lost it.</summary>
    internal JobId? FindAnswer(Digest256 question) => _answers.TryGetValue(question, out JobId id) && HasResult(id) ? id : null;

    /// <summary>The question that a job's result answers, as the log has it; <see langword="null"/> when a later job's result took its place, or it never answered others.</summary>
    internal Digest256? FindQuestion(JobId id)
    {
        foreach ((Digest256 question, JobId job) in _answers)
        {
            if (job == id)
            {
                return question;
            }
        }

        return null;
    }

    /// <summary>Marks a job done by an earlier one's result.</summary>
    internal void Answer(JobId id, JobId earlier) => _database.Transact(() =>
    {
        Change(id, JobState.Done, [], earlier);
        return _log.Append(LedgerEntryKind.Answered, AnswerRecord.WriteAnswered(id, earlier));
    });

    internal bool HasResult(JobId id) => _database.Query("SELECT 1 FROM results WHERE job = $1", reader => reader.GetInt64(0), id.ToString()).Count == 1;

    /// <summary>The result's envelope, or <see langword="null"/> when none is stored.</summary>
    internal byte[]? FindResult(JobId id) =>
        _database.Query("SELECT envelope FROM results WHERE job = $1", reader => reader.GetFieldValue<byte[]>(0), id.ToString()).SingleOrDefault();

    /// <summary>Every job that was read from the file ended with the process that ran it; how, the log says and not the file's row.</summary>
    /// <param name="spendOf">The state of a job's spend.</param>
    internal void Settle(Func<JobId, ReservationState?> spendOf)
    {
        foreach (JobId id in _records.Keys)
        {
            if (_answeredBefore.TryGetValue(id, out JobId earlier))
            {
                Change(id, JobState.Done, [], earlier);
            }
            else
            {
                End(id, spendOf(id));
            }
        }
    }

    /// <summary>What the log says of answers; where two jobs answered one question, the later one's result is given.</summary>
    private void ReadAnswers()
    {
        foreach (LedgerEntry entry in LedgerLog.Read(_database))
        {
            switch (entry.Kind)
            {
                case LedgerEntryKind.Recorded:
                    (JobId job, Digest256 question) = AnswerRecord.ReadRecorded(entry.Body);
                    _answers[question] = job;
                    break;
                case LedgerEntryKind.Answered:
                    (JobId answered, JobId by) = AnswerRecord.ReadAnswered(entry.Body);
                    _answeredBefore[answered] = by;
                    break;
                default:
                    break;
            }
        }
    }

    private void Change(JobId id, JobState state, IReadOnlyList<DenialReason> denial, JobId? answeredBy = null) => _database.Transact(() =>
    {
        Remember(_records[id] with { State = state, Denial = denial, AnsweredBy = answeredBy });
        return _database.Execute(
            "UPDATE jobs SET state = $2, denial = $3 WHERE id = $1", id.ToString(), (long)state, JsonSerializer.Serialize(denial, s_named));
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

    private void RememberAnswer(JobId id, Digest256 question)
    {
        bool isKnown = _answers.TryGetValue(question, out JobId before);
        _answers[question] = id;
        _database.OnRollback(() =>
        {
            if (isKnown)
            {
                _answers[question] = before;
            }
            else
            {
                _answers.TryRemove(question, out _);
            }
        });
    }

    private static JobRecord Read(byte[] encoded, SignedAgreement agreement) =>
        SignedDocument.TryOpen(encoded, agreement, out SignedDocument<Job>? job, out DocumentRefusal? refusal)
            ? Running(job)
            : throw new LedgerDamagedException($"a recorded job is not what was recorded: {refusal.Reason}");

    private static JobRecord Running(SignedDocument<Job> job) => new()
    {
        Id = job.Document.Id,
        Digest = job.Digest,
        Requester = job.Document.Requester,
        Terms = job.Document.Query.Terms.ToString(),
        State = JobState.Running,
        AnsweredBy = null,
        Denial = [],
    };
}
