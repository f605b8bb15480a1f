using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

public sealed class JobQueueTests
{
    [Fact]
    public async Task Requesters_take_turns_and_each_ones_jobs_keep_their_order()
    {
        using JobQueue queue = new();
        foreach ((string id, string requester) in new[] { ("a-1", "advertiser"), ("a-2", "advertiser"), ("a-3", "advertiser"), ("p-1", "publisher"), ("p-2", "publisher") })
        {
            queue.Add(SampleRoom.SignJob(id, requester));
        }

        List<string> taken = [];
        while (taken.Count < 5)
        {
            SignedDocument<Job> job = await queue.TakeAsync(TestContext.Current.CancellationToken);
            taken.Add(job.Document.Id.ToString());
        }

        Assert.Equal(["a-1", "p-1", "a-2", "p-2", "a-3"], taken);
    }

    [Fact]
    public async Task Whoever_takes_from_an_empty_queue_waits_for_the_next_job()
    {
        using JobQueue queue = new();
        Task<SignedDocument<Job>> waiting = queue.TakeAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        queue.Add(SampleRoom.SignJob("late"));
        Assert.Equal("late", (await waiting).Document.Id.ToString());
    }

    [Fact]
    public async Task Only_one_is_at_a_question_at_a_time()
    {
        QuestionTurns turns = new();
        Digest256 question = new(new byte[32]);
        IDisposable first = await turns.TakeAsync(question, TestContext.Current.CancellationToken);
        Task<IDisposable> second = turns.TakeAsync(question, TestContext.Current.CancellationToken);
        Task<IDisposable> third = turns.TakeAsync(question, TestContext.Current.CancellationToken);
        (await turns.TakeAsync(new Digest256([.. Enumerable.Repeat((byte)1, 32)]), TestContext.Current.CancellationToken)).Dispose();
        Assert.False(second.IsCompleted);
        first.Dispose();
        IDisposable turn = await second;
        Assert.False(third.IsCompleted);
        turn.Dispose();
        (await third).Dispose();
        (await turns.TakeAsync(question, TestContext.Current.CancellationToken)).Dispose();
    }
}
