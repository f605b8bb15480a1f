using System.Net;
using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient.Asking;

/// <summary>Puts a question to a room and waits for its end.</summary>
internal static class JobSubmission
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(1);

    /// <summary>Signs a job for an instance.</summary>
    internal static byte[] Sign(SignedAgreement agreement, PartyKeyFolder requester, Digest256 instance, JobId id, Query query)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Job job = new()
        {
            Format = Job.CurrentFormat,
            Agreement = agreement.Hash,
            Id = id,
            Requester = requester.Id,
            Instance = instance,
            IssuedAt = now,
            Expires = now + s_lifetime,
            Query = query,
        };
        return SignedDocument.Sign(job, requester.Signer);
    }

    /// <summary>Submits a signed job, follows its stages, and fetches what it comes to.</summary>
    internal static async Task<JobOutcome> RunAsync(
        RoomConnection room, SignedAgreement agreement, PartyKeyFolder recipient, JobId id, byte[] signedJob, Action<string>? stage, CancellationToken cancellationToken)
    {
        await PostAsync(room, id, signedJob, cancellationToken);
        await FollowAsync(room, id, stage, cancellationToken);
        JobOutcome outcome = await FetchAsync(room, agreement, recipient, id, cancellationToken);
        return outcome with { Asked = Open(signedJob, agreement) };
    }

    /// <summary>Submits a signed job, and does not wait.</summary>
    internal static async Task PostAsync(RoomConnection room, JobId id, byte[] signedJob, CancellationToken cancellationToken)
    {
        using HttpResponseMessage posted = await room.SendAsync(HttpMethod.Post, "/jobs", signedJob, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(posted, $"job {id}", cancellationToken);
    }

    /// <summary>Whether the room knows a job of this party by that name.</summary>
    internal static async Task<bool> IsKnownAsync(RoomConnection room, JobId id, CancellationToken cancellationToken)
    {
        using HttpResponseMessage status = await room.SendAsync(HttpMethod.Get, $"/jobs/{id}", default, cancellationToken);
        if (status.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }

        await RoomAnswer.RequireSuccessAsync(status, $"job {id}", cancellationToken);
        return true;
    }

    /// <summary>Opens a job of one's own, to compare its result with.</summary>
    /// <exception cref="ClientException">It is no signed job under this agreement.</exception>
    internal static SignedDocument<Job> Open(ReadOnlyMemory<byte> signedJob, SignedAgreement agreement) =>
        SignedDocument.TryOpen(signedJob, agreement, out SignedDocument<Job>? job, out DocumentRefusal? refusal)
            ? job
            : throw new ClientException($"That is no signed job under this agreement: {refusal}");

    /// <summary>Fetches a finished job's result for one of its recipients.</summary>
    /// <param name="room">The room.</param>
    /// <param name="agreement">The agreement.</param>
    /// <param name="recipient">Whose key opens it.</param>
    /// <param name="id">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="downloaded">Told the share of the result that has come, 0 to 1.</param>
    internal static async Task<JobOutcome> FetchAsync(
        RoomConnection room, SignedAgreement agreement, PartyKeyFolder recipient, JobId id, CancellationToken cancellationToken, Action<double>? downloaded = null)
    {
        using HttpResponseMessage status = await room.SendAsync(HttpMethod.Get, $"/jobs/{id}", default, cancellationToken);
        await RoomAnswer.RequireSuccessAsync(status, $"job {id}", cancellationToken);
        using JsonDocument document = JsonDocument.Parse(await status.Content.ReadAsByteArrayAsync(cancellationToken));
        string state = document.RootElement.GetProperty("state").GetString()!;
        if (state == "Denied")
        {
            return new JobOutcome(id, null, [.. document.RootElement.GetProperty("denial").EnumerateArray().Select(Describe)], Ending: JobEnding.Denied);
        }

        if (state != "Done")
        {
            return new JobOutcome(id, null, [PlainText.Show($"the job ended as {state}")], Ending: state == "Running" ? JobEnding.Running : JobEnding.Failed);
        }

        JobOutcome done = ReadDone(id, document.RootElement);
        using HttpResponseMessage result = await room.SendAsync(HttpMethod.Get, $"/jobs/{id}/result", default, cancellationToken, stream: true);
        await RoomAnswer.RequireSuccessAsync(result, $"result of {id}", cancellationToken);
        byte[] envelope = await Download.ReadAsync(result, downloaded, cancellationToken);
        return ResultEnvelope.TryOpen(envelope, agreement.Hash, recipient.DecryptionKey, out byte[]? signed, out CoseFailure failure)
            ? done with { SignedResult = signed }
            : throw new ClientException($"The result of {id} does not open with this party's key: {failure}");
    }

    private static JobOutcome ReadDone(JobId id, JsonElement status)
    {
        if (!TryDigest(status, "digest", out Digest256 digest))
        {
            throw new ClientException($"The room does not say which job it knows as {id}.");
        }

        JobOutcome done = new(id, null, []) { Digest = digest };
        if (!status.TryGetProperty("answeredBy", out JsonElement by) || by.ValueKind == JsonValueKind.Null)
        {
            return done;
        }

        return JobId.TryParse(by.GetString(), out JobId earlier) && TryDigest(status, "answeredQuestion", out Digest256 question)
            ? done with { AnsweredBy = earlier, AnsweredQuestion = question }
            : throw new ClientException("The room says that an earlier job answers this one, and does not say which, or to which question.");
    }

    private static bool TryDigest(JsonElement status, string name, out Digest256 digest)
    {
        digest = default;
        return status.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String && Digest256.TryParse(text.GetString()!, out digest);
    }

    /// <summary>Follows the stages of a job that was submitted, to its end.</summary>
    internal static async Task FollowAsync(RoomConnection room, JobId id, Action<string>? stage, CancellationToken cancellationToken)
    {
        using HttpResponseMessage events = await room.SendAsync(HttpMethod.Get, $"/jobs/{id}/events", default, cancellationToken, stream: true);
        await RoomAnswer.RequireSuccessAsync(events, $"progress of {id}", cancellationToken);
        using StreamReader reader = new(await events.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8);
        string last = "";
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            const string Data = "data: ";
            if (line.StartsWith(Data, StringComparison.Ordinal) && line[Data.Length..] != last)
            {
                last = line[Data.Length..];
                stage?.Invoke(PlainText.Show(last));
            }
        }
    }

    /// <summary>A reason as one line, whatever the room put into it.</summary>
    internal static string Describe(JsonElement reason) => PlainText.Show(
        $"{reason.GetProperty("code").GetString()}: {reason.GetProperty("claim").GetString()} is {reason.GetProperty("found").GetString()},"
        + $" wanted {reason.GetProperty("wanted").GetString()} (asked by {reason.GetProperty("askedBy").GetString()})");
}
