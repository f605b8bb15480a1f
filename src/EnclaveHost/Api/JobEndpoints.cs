using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Limits;

namespace EnclaveCleanRoom.EnclaveHost.Api;

/// <summary>Jobs, where they are, and their results.</summary>
internal static class JobEndpoints
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(250);

    internal static void Map(IEndpointRouteBuilder app, Room room, RequestGate gate, JobRunner runner)
    {
        app.MapPost("/jobs", context => Answer.StreamAsync(context, gate, async request => await PostAsync(room, runner, request)));
        app.MapGet("/jobs/{id}", context => Answer.WithAsync(context, gate, request => Get(context, room, runner, request)));
        app.MapGet("/jobs/{id}/events", context => Answer.StreamAsync(context, gate, async request => await WatchAsync(context, room, runner, request)));
        app.MapGet("/jobs/{id}/result", context => Answer.WithAsync(context, gate, request => GetResult(context, room, request)));
    }

    internal static async Task<IResult> PostAsync(Room room, JobRunner runner, PartyRequest request)
    {
        if (!SignedDocument.TryOpen(request.Body, room.Agreement, out SignedDocument<Job>? job, out DocumentRefusal? refusal))
        {
            return Problem.Of(refusal);
        }

        if (job.Signer != request.Party)
        {
            return Problem.Of(RoomProblem.NotEntitled, "the job is another party's");
        }

        if (!room.Disk.FitsDocument(request.Body.Length))
        {
            return DatasetEndpoints.DiskFull(room);
        }

        return await runner.SubmitAsync(job) switch
        {
            Submission.Accepted => Results.Json(new { job = job.Document.Id.ToString() }, statusCode: StatusCodes.Status202Accepted),
            Submission.IdReused => Problem.Of(RoomProblem.JobIdReused, $"'{job.Document.Id}' is the id of another job"),
            Submission.Stopping => Problem.Of(RoomProblem.Stopping, "this instance was asked to end; put the job to the next one"),
            Submission.TooManyUnpaid => Problem.Of(
                RoomProblem.TooManyUnpaid,
                $"in 24 hours at most {room.Limits.Unpaid} jobs of a requester, and {UnpaidJobs.MostBytes >> 20} MiB of them, end without having spent anything"),
            _ => Problem.Of(RoomProblem.QueueFull, $"at most {room.Limits.Waiting} jobs of a requester, and {JobRunner.MostWaitingBytes >> 20} MiB of them, wait at a time"),
        };
    }

    private static IResult Get(HttpContext context, Room room, JobRunner runner, PartyRequest request)
    {
        JobRecord? record = Find(context, room, request);
        return record is null ? NoSuchJob() : Results.Json(Describe(record, room, runner));
    }

    private static async Task<IResult?> WatchAsync(HttpContext context, Room room, JobRunner runner, PartyRequest request)
    {
        JobRecord? record = Find(context, room, request);
        if (record is null)
        {
            return NoSuchJob();
        }

        context.Response.ContentType = "text/event-stream";
        using PeriodicTimer timer = new(s_tick);
        JobStage stage;
        do
        {
            // Ticks are fixed and say the stage's name only: when a step ends is seen no finer than a tick.
            stage = runner.StageOf(record.Id);
            byte[] line = Encoding.UTF8.GetBytes($"event: stage\ndata: {stage}\n\n");
            await context.Response.Body.WriteAsync(line, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
        while (stage != JobStage.Finished && await timer.WaitForNextTickAsync(context.RequestAborted));
        return null;
    }

    private static IResult GetResult(HttpContext context, Room room, PartyRequest request)
    {
        JobRecord? record = Find(context, room, request);
        if (record is null)
        {
            return NoSuchJob();
        }

        if (!RecipientsOf(room, record).Contains(request.Party))
        {
            return Problem.Of(RoomProblem.NotEntitled, "the result is for others");
        }

        return record.State switch
        {
            JobState.Done => room.Jobs.FindResult(record.AnsweredBy ?? record.Id) is { } envelope
                ? Results.Bytes(envelope, "application/cose")
                : Problem.Of(RoomProblem.ResultMissing, "the result was stored and is no longer on the operator's disk"),
            JobState.Denied => Problem.Of(RoomProblem.JobDenied, "the job was denied; GET /jobs/{id} says why"),
            JobState.Failed => Problem.Of(RoomProblem.JobFailed, "the job failed; what it reserved is spent"),
            _ => Problem.Of(RoomProblem.NotReady, "the job has not finished"),
        };
    }

    /// <summary>A job is known to its requester, its recipients, and the owners whose data it touches; to others it does not exist.</summary>
    private static JobRecord? Find(HttpContext context, Room room, PartyRequest request)
    {
        JobRecord? record = JobId.TryParse((string?)context.Request.RouteValues["id"], out JobId job) ? room.Jobs.Find(job) : null;
        bool mayKnow = record is not null
            && (record.Requester == request.Party || RecipientsOf(room, record).Contains(request.Party) || OwnersOf(room, record).Contains(request.Party));
        return mayKnow ? record : null;
    }

    private static IResult NoSuchJob() => Problem.Of(RoomProblem.NotFound, "no such job");

    private static IReadOnlyList<PartyId> RecipientsOf(Room room, JobRecord record) => TermsOf(room, record)?.Recipients ?? [];

    private static IEnumerable<PartyId> OwnersOf(Room room, JobRecord record) =>
        TermsOf(room, record)?.Datasets.Select(dataset => room.Agreement.Agreement.FindDataset(dataset)!.Owner) ?? [];

    private static QueryTerms? TermsOf(Room room, JobRecord record) =>
        TermsId.TryParse(record.Terms, out TermsId terms) ? room.Agreement.Agreement.FindTerms(terms) : null;

    private static object Describe(JobRecord record, Room room, JobRunner runner) => new
    {
        job = record.Id.ToString(),
        digest = record.Digest.ToString(),
        requester = record.Requester.ToString(),
        state = record.State.ToString(),
        answeredBy = record.AnsweredBy?.ToString(),
        answeredQuestion = record.AnsweredBy is { } earlier ? room.Jobs.FindQuestion(earlier)?.ToString() : null,
        stage = runner.StageOf(record.Id).ToString(),
        denial = DenialAnswer.Of(record.Denial),
    };
}
