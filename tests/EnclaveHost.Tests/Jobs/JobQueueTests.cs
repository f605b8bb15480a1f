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
            await queue.WaitAsync(TestContext.Current.CancellationToken);
            taken.Add(queue.Take().Document.Id.ToString());
        }

        Assert.Equal(["a-1", "p-1", "a-2", "p-2", "a-3"], taken);
    }

    [Fact]
    public async Task Whoever_takes_from_an_empty_queue_waits_for_the_next_job()
    {
        using JobQueue queue = new();
        Task waiting = queue.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);
        queue.Add(SampleRoom.SignJob("late"));
        await waiting;
        Assert.Equal("late", queue.Take().Document.Id.ToString());
    }

    [Fact]
    public async Task A_job_that_was_waited_for_and_not_taken_yet_is_waited_for_by_nobody_else()
    {
        using JobQueue queue = new();
        queue.Add(SampleRoom.SignJob("only"));
        await queue.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(queue.WaitAsync(TestContext.Current.CancellationToken).IsCompleted);
        Assert.Equal("only", queue.Take().Document.Id.ToString());
    }

    [Fact]
    public async Task Only_one_is_at_a_question_at_a_time()
    {
        QuestionTurns turns = new();
        using JobSlots slots = new(8);
        Digest256 question = new(new byte[32]);
        IDisposable first = await TakeAsync(question);
        Task<IDisposable> second = TakeAsync(question);
        Task<IDisposable> third = TakeAsync(question);
        (await TakeAsync(new Digest256([.. Enumerable.Repeat((byte)1, 32)]))).Dispose();
        Assert.False(second.IsCompleted);
        first.Dispose();
        IDisposable turn = await second;
        Assert.False(third.IsCompleted);
        turn.Dispose();
        (await third).Dispose();
        (await TakeAsync(question)).Dispose();

        async Task<IDisposable> TakeAsync(Digest256 asked) =>
            await turns.TakeAsync(asked, await slots.TakeAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Who_waits_for_a_turn_gives_up_its_slot_and_has_one_again_when_its_turn_comes()
    {
        QuestionTurns turns = new();
        using JobSlots slots = new(2);
        Digest256 question = new(new byte[32]);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        JobSlot mine = await slots.TakeAsync(cancellation);
        IDisposable first = await turns.TakeAsync(question, mine, cancellation);
        JobSlot same = await slots.TakeAsync(cancellation);
        Task<IDisposable> second = turns.TakeAsync(question, same, cancellation);
        JobSlot other = await slots.TakeAsync(cancellation);
        Task<JobSlot> full = slots.TakeAsync(cancellation);
        Assert.False(full.IsCompleted);

        // The turn comes, and no slot is free: the one that asked for it first has the next.
        first.Dispose();
        mine.Dispose();
        (await full).Dispose();
        IDisposable turn = await second;
        Assert.False(slots.TakeAsync(cancellation).IsCompleted);
        turn.Dispose();
        same.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_holds_no_slot()
    {
        QuestionTurns turns = new();
        using JobSlots slots = new(2);
        using CancellationTokenSource gone = new();
        Digest256 question = new(new byte[32]);
        using JobSlot mine = await slots.TakeAsync(TestContext.Current.CancellationToken);
        using IDisposable first = await turns.TakeAsync(question, mine, TestContext.Current.CancellationToken);
        JobSlot same = await slots.TakeAsync(TestContext.Current.CancellationToken);
        Task<IDisposable> second = turns.TakeAsync(question, same, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        same.Dispose();
        using JobSlot next = await slots.TakeAsync(TestContext.Current.CancellationToken);
        Assert.False(slots.TakeAsync(TestContext.Current.CancellationToken).IsCompleted);
    }
}
