using System.Collections.Concurrent;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Ledger;

/// <summary>Transactions of many callers share a commit, and nothing else.</summary>
public sealed class LedgerDatabaseTests : IDisposable
{
    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Callers_that_wait_are_committed_together()
    {
        const int Callers = 40;
        List<Task<long>> waiting = Behind(Callers, _ => _folder.Log.Append(LedgerEntryKind.Grant, new byte[] { 1 }));
        Assert.Equal(Enumerable.Range(0, Callers).Select(i => (long)i), waiting.Select(task => task.Result).Order());
        Assert.Equal(Callers, _folder.Log.Head.Size);

        // One commit by whoever came first, and one for all who waited meanwhile: never one each.
        Assert.InRange(_folder.Database.Query("SELECT count(*) FROM checkpoints", reader => reader.GetInt64(0)).Single(), 1, 3);
    }

    [Fact]
    public void A_body_that_throws_takes_nothing_of_the_others_with_it()
    {
        List<Task<long>> waiting = Behind(20, i =>
        {
            long index = _folder.Log.Append(LedgerEntryKind.Grant, new[] { (byte)i });
            return i % 4 == 0 ? throw new InvalidTimeZoneException($"body {i}") : index;
        });
        foreach ((int i, Task<long> task) in waiting.Index())
        {
            if (i % 4 == 0)
            {
                Assert.Equal($"body {i}", Assert.IsType<InvalidTimeZoneException>(task.Exception!.InnerException).Message);
            }
            else
            {
                Assert.True(task.IsCompletedSuccessfully);
            }
        }

        List<byte> kept = [.. LedgerLog.Read(_folder.Database).Select(entry => entry.Body.Span[0])];
        Assert.Equal(Enumerable.Range(0, 20).Where(i => i % 4 != 0).Select(i => (byte)i), kept.Order());
        Assert.Equal(15, _folder.Log.Head.Size);
    }

    [Fact]
    public void When_the_commit_fails_everybody_in_it_is_told_and_nothing_is_kept()
    {
        LedgerEntry before = Assert.Single(Append(1));
        Action committing = _folder.Database.Committing;
        ConcurrentBag<int> undone = [];
        _folder.Database.Committing = () => throw new IOException("the disk is full");
        List<Task<long>> waiting = Behind(10, i =>
        {
            _folder.Database.OnRollback(() => undone.Add(i));
            return _folder.Log.Append(LedgerEntryKind.Grant, new byte[] { 2 });
        });
        Assert.All(waiting, task => Assert.Equal("the disk is full", Assert.IsType<IOException>(task.Exception!.InnerException).Message));
        Assert.Equal(Enumerable.Range(0, 10), undone.Order());
        Assert.Equal(1, _folder.Log.Head.Size);

        _folder.Database.Committing = committing;
        Assert.Equal(2, Append(3).Count);
        Assert.Equal(before.ComputeLeaf(), LedgerLog.Read(_folder.Database).First().ComputeLeaf());
    }

    [Fact]
    public void A_body_inside_a_body_joins_it()
    {
        Assert.Throws<InvalidTimeZoneException>(() => _folder.Database.Transact<int>(() =>
        {
            _folder.Database.Transact(() => _folder.Log.Append(LedgerEntryKind.Grant, new byte[] { 1 }));
            throw new InvalidTimeZoneException();
        }));
        Assert.Equal(0, _folder.Log.Head.Size);
        Assert.Empty(LedgerLog.Read(_folder.Database));
    }

    private List<LedgerEntry> Append(byte body)
    {
        _folder.Log.Append(LedgerEntryKind.Grant, new[] { body });
        return [.. LedgerLog.Read(_folder.Database)];
    }

    /// <summary>Starts callers while a transaction is running, so that they wait for it; returns when all have ended.</summary>
    private List<Task<long>> Behind(int callers, Func<int, long> body)
    {
        List<Task<long>> waiting = [];
        using CountdownEvent started = new(callers);
        Task first = Task.Factory.StartNew(
            () => _folder.Database.Query("SELECT 1", _ =>
            {
                waiting.AddRange(Enumerable.Range(0, callers).Select(i => Task.Factory.StartNew(
                    () =>
                    {
                        started.Signal();
                        return _folder.Database.Transact(() => body(i));
                    },
                    TestContext.Current.CancellationToken,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default)));
                started.Wait(TestContext.Current.CancellationToken);
                Thread.Sleep(50); // from the signal to the queue it is a few instructions
                return 0;
            }),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        first.GetAwaiter().GetResult();
        Task.WhenAll(waiting).ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
        return waiting;
    }
}
