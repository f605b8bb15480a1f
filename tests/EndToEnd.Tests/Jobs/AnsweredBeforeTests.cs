using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>The same question with all the same parameters, asked again: the same numbers, at no cost.</summary>

public sealed class AnsweredBeforeTests(TestWorld world)
{
    [Fact]
    public async Task The_same_question_is_answered_from_the_record_for_everybody_who_may_ask_it()
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        await room.FillAsync(StandardAgreement.Ads);
        OverlapQuery question = Questions.NewOverlap();
        JobOutcome first = await room.AskAsync(world.Advertiser, question);
        Assert.Null(first.AnsweredBy);
        string spent = await SpentAsync(room);

        foreach (PartyKeyFolder requester in new[] { world.Advertiser, world.Publisher })
        {
            JobOutcome again = await room.AskAsync(requester, question);
            Assert.Equal(first.Job, again.AnsweredBy);
            AgreementAnchor mine = AgreementAnchor.HeldKeys([requester.SigningKey.Thumbprint], requester.Path);
            ResultVerification verification = ResultVerifier.Verify(again.SignedResult!, room.Agreement, mine, again.Expected());
            Assert.Equal(VerificationVerdict.Verified, verification.Verdict);
            Assert.Equal(first.SignedResult, again.SignedResult);

            // A result of another question, or of the same question about other data or by other code, is refused; so is the very result as one of this job's own.
            SubmittedJob other = await SubmittedJob.WriteAsync(room, requester, question with { NanoRho = question.NanoRho - 1 });
            Refuses("question as it was asked", again with { Asked = JobSubmission.Open(other.Signed, room.Agreement) });
            Refuses("question of the same data", again with { AnsweredQuestion = Digest256.Of("another"u8) });
            Refuses("job as it was signed", again with { AnsweredBy = null });

            void Refuses(string claim, JobOutcome pretended)
            {
                ResultVerification refused = ResultVerifier.Verify(again.SignedResult!, room.Agreement, mine, pretended.Expected());
                Assert.Equal(VerificationVerdict.Refused, refused.Verdict);
                Assert.Contains(refused.Checks, check => check.Claim == claim && !check.Holds);
            }
        }

        Assert.Equal(spent, await SpentAsync(room));
        using RoomConnection connection = await room.ConnectAsync(world.Publisher);
        JobId id = JobId.Parse("job-preview");
        byte[] job = JobSubmission.Sign(room.Agreement, world.Publisher, (await room.InstanceAsync()).InstanceId, id, question);
        (IReadOnlyList<string> lines, bool wouldRun) = await JobPreviews.ReadAsync(connection, id, job, TestContext.Current.CancellationToken);
        Assert.True(wouldRun);
        Assert.Equal($"asked before: it would be answered with the result of {first.Job}, at no cost; a new draw would", lines[0]);
    }

    [Fact]
    public async Task One_other_parameter_or_another_version_of_the_data_is_another_question()
    {
        Deal deal = world.Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        await room.FillAsync(StandardAgreement.Ads);
        OverlapQuery question = Questions.NewOverlap();
        Assert.Null((await room.AskAsync(world.Advertiser, question)).AnsweredBy);
        Assert.Null((await room.AskAsync(world.Advertiser, question with { NanoRho = question.NanoRho - 1_000_000 })).AnsweredBy);
        Assert.NotNull((await room.AskAsync(world.Advertiser, question)).AnsweredBy);

        await room.FillAsync(StandardAgreement.Feeds, version: 2);
        JobOutcome outcome = await room.AskAsync(world.Advertiser, question with { });
        Assert.True(outcome.SignedResult is not null && outcome.AnsweredBy is null, string.Join('\n', outcome.Denial));
    }

    /// <summary>What the advertiser has spent of the publisher's budget, from a preview of something new.</summary>
    private async Task<string> SpentAsync(TestRoom room)
    {
        using RoomConnection connection = await room.ConnectAsync(world.Advertiser);
        JobId id = JobId.Parse($"job-{Guid.NewGuid():n}");
        byte[] job = JobSubmission.Sign(room.Agreement, world.Advertiser, (await room.InstanceAsync()).InstanceId, id, Questions.Overlap);
        (IReadOnlyList<string> lines, _) = await JobPreviews.ReadAsync(connection, id, job, TestContext.Current.CancellationToken);
        return string.Join('\n', lines.Where(line => line.StartsWith("publisher", StringComparison.Ordinal)));
    }
}
