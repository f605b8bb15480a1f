using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>A signed job of which each part can be set, and what becomes of it at a room.</summary>
/// <param name="Requester">Who signs and submits.</param>
/// <param name="Id">The job's id.</param>
/// <param name="Signed">The COSE_Sign1.</param>
internal sealed record SubmittedJob(PartyKeyFolder Requester, JobId Id, byte[] Signed)
{
    /// <summary>Writes a job for a room, with something changed.</summary>
    internal static async Task<SubmittedJob> WriteAsync(TestRoom room, PartyKeyFolder requester, Query query, Func<Job, Job>? vary = null)
    {
        DateTimeOffset now = StandardAgreement.InSeconds(TimeSpan.Zero);
        Job job = new()
        {
            Format = Job.CurrentFormat,
            Agreement = room.Agreement.Hash,
            Id = JobId.Parse($"job-{Guid.NewGuid():n}"),
            Requester = requester.Id,
            Instance = (await room.InstanceAsync()).InstanceId,
            IssuedAt = now,
            Expires = now.AddMinutes(30),
            Query = query,
        };
        job = vary?.Invoke(job) ?? job;
        return new SubmittedJob(requester, job.Id, SignedDocument.Sign(job, requester.Signer));
    }

    /// <summary>Posts it; gives the problem or an empty text.</summary>
    internal Task<string> PostAsync(TestRoom room) => room.TryAsync(Requester, HttpMethod.Post, "/jobs", Signed);

    /// <summary>Posts it and waits for its end.</summary>
    internal async Task<JobOutcome> RunAsync(TestRoom room)
    {
        using RoomConnection connection = await room.ConnectAsync(Requester);
        return await JobSubmission.RunAsync(connection, room.Agreement, Requester, Id, Signed, null, TestContext.Current.CancellationToken);
    }

    /// <summary>What <c>GET /jobs/{id}</c> says, once the job has ended.</summary>
    internal async Task<JsonElement> ReadEndAsync(TestRoom room)
    {
        await ReadEventsAsync(room);
        using RoomConnection connection = await room.ConnectAsync(Requester);
        using HttpResponseMessage response = await connection.SendAsync(HttpMethod.Get, $"/jobs/{Id}", default, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
        return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Everything that <c>GET /jobs/{id}/events</c> says until it ends.</summary>
    internal async Task<string> ReadEventsAsync(TestRoom room)
    {
        using RoomConnection connection = await room.ConnectAsync(Requester);
        using HttpResponseMessage events = await connection.SendAsync(HttpMethod.Get, $"/jobs/{Id}/events", default, TestContext.Current.CancellationToken);
        Assert.True(events.IsSuccessStatusCode);
        return Encoding.UTF8.GetString(await events.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Asks and is denied; gives the codes of all reasons, in order, without repetition.</summary>
    internal static async Task<string[]> DenialCodesAsync(TestRoom room, PartyKeyFolder requester, Query query, Func<Job, Job>? vary = null)
    {
        SubmittedJob job = await WriteAsync(room, requester, query, vary);
        Assert.Equal("", await job.PostAsync(room));
        JsonElement end = await job.ReadEndAsync(room);
        Assert.Equal("Denied", end.GetProperty("state").GetString());
        return [.. end.GetProperty("denial").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()!).Distinct()];
    }
}
