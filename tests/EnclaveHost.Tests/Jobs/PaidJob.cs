using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>A job of a room that has been recorded, admitted, unlocked and paid for: what is left is what saw data.</summary>
internal sealed class PaidJob : IDisposable
{
    private readonly SampleRoom _room;
    private readonly JobPipeline _pipeline;
    private readonly SignStep _sign;
    private readonly ChargedJob _job;
    private readonly JobId _id;
    private readonly Action _committed;
    private long _ended;

    private PaidJob(SampleRoom room, JobPipeline pipeline, SignStep sign, ChargedJob job)
    {
        (_room, _pipeline, _sign, _job) = (room, pipeline, sign, job);
        _id = job.Job.Job.Document.Id;
        _committed = room.Room.Database.Committed;
        room.Room.Database.Committed = () =>
        {
            _committed();
            if (_ended == 0 && State != JobState.Running)
            {
                _ended = Stopwatch.GetTimestamp();
            }
        };
    }

    /// <summary>The moment (<see cref="Stopwatch"/>) from which everybody can see how the job ended; the job is over before the next one of its room is paid for.</summary>
    public long Ended => _ended == 0 ? throw new InvalidOperationException("It has not ended.") : _ended;

    public JobProgress Progress { get; } = new();

    public JobState State => _room.Room.Jobs.Find(_id)!.State;

    public ReservationState? Spend => _room.Room.SpendOf(_id);

    /// <summary>What the stored result says of the accounts.</summary>
    public IReadOnlyList<BudgetLeft> BudgetsLeft => Result.GetProperty("budgetsLeft").Deserialize<BudgetLeft[]>(JsonSerializerOptions.Web)!;

    /// <summary>What the stored result says of the grants.</summary>
    public IEnumerable<string> Grants => Result.GetProperty("grants").EnumerateArray().Select(grant => grant.GetString()!);

    private JsonElement Result
    {
        get
        {
            using ECDiffieHellman key = TestKey.Encryption("advertiser");
            Assert.True(ResultEnvelope.TryOpen(_room.Room.Jobs.FindResult(_id)!, _room.Room.Agreement.Hash, key, out byte[]? signed, out _));
            Assert.True(CoseSign1.TryDecode(signed, out CoseSign1? message, out _));
            return JsonSerializer.Deserialize<JsonElement>(message.Payload!.Value.Span);
        }
    }

    public bool HasResult => _room.Room.Jobs.HasResult(_id);

    /// <summary>Pays for a job.</summary>
    /// <param name="room">A room with tables and grants.</param>
    /// <param name="id">A new job's id.</param>
    /// <param name="before">What happens before the plan computes; it is given the token that stops the computation.</param>
    /// <param name="nanoRho">What the question costs.</param>
    /// <param name="unlocked">What happens between the job's unlocking and its spend.</param>
    public static async Task<PaidJob> PayAsync(SampleRoom room, string id, Action<CancellationToken>? before = null, long nanoRho = 1_000_000, Action? unlocked = null)
    {
        SignedDocument<Job> signed = SampleRoom.SignJob(id, nanoRho: nanoRho);
        await room.Room.Jobs.RecordAsync(signed, room.Room.Clock.Now);
        AdmitStep admit = new(room.Room);
        Assert.True(admit.Admit(signed).TryGet(out AdmittedJob? admitted, out Denial? denial), denial?.Reasons[0].ToString());
        if (before is not null)
        {
            admitted = admitted with { Plan = new StandInPlan(admitted.Plan, before) };
        }

        AttestedJob attested = new(admitted, new Attested(SampleEvidence.For(room.Room.Agreement.Hash), "a token", []));
        UnlockStep unlock = new(room.Room, new HeldKeys());
        Assert.True((await unlock.UnlockAsync(attested, TestContext.Current.CancellationToken)).TryGet(out UnlockedJob? job, out denial), denial?.Reasons[0].ToString());
        unlocked?.Invoke();
        SpendStep spend = new(room.Room, admit);
        Assert.True(spend.Spend(job).TryGet(out ChargedJob? charged, out denial), denial?.Reasons[0].ToString());
        SignStep sign = new(room.Room);
        return new PaidJob(room, new JobPipeline(admit, null!, unlock, spend, sign), sign, charged);
    }

    /// <summary>Runs what is left, with an answer that leaves so long after now.</summary>
    public Task FinishAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        _pipeline.FinishOpaquelyAsync(_job, _sign.Frame(_job.Job, delay), Progress, cancellationToken);

    public void Dispose()
    {
        _room.Room.Database.Committed = _committed;
        _job.Unlocked.Dispose();
        _job.Dispose();
    }
}
