using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Jobs that wait: each requester's in their order, and requesters in turn, so that nobody's job waits behind all of another's.</summary>
internal sealed class JobQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PartyId, Queue<SignedDocument<Job>>> _waiting = [];
    private readonly Queue<PartyId> _turns = new();
    private readonly SemaphoreSlim _count = new(0);

    internal void Add(SignedDocument<Job> job)
    {
        lock (_lock)
        {
            PartyId requester = job.Document.Requester;
            if (!_waiting.TryGetValue(requester, out Queue<SignedDocument<Job>>? own))
            {
                _waiting.Add(requester, own = new Queue<SignedDocument<Job>>());
                _turns.Enqueue(requester);
            }

            own.Enqueue(job);
        }

        _count.Release();
    }

    /// <summary>Waits until there is a job that nobody else has waited for, and leaves it where it is: <see cref="Take"/> follows once.</summary>
    internal Task WaitAsync(CancellationToken cancellationToken) => _count.WaitAsync(cancellationToken);

    /// <summary>Takes the job whose turn it is now.</summary>
    internal SignedDocument<Job> Take()
    {
        lock (_lock)
        {
            PartyId requester = _turns.Dequeue();
            Queue<SignedDocument<Job>> own = _waiting[requester];
            SignedDocument<Job> job = own.Dequeue();
            if (own.Count > 0)
            {
                _turns.Enqueue(requester);
            }
            else
            {
                _waiting.Remove(requester);
            }

            return job;
        }
    }

    public void Dispose() => _count.Dispose();
}
