using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Of several jobs that ask exactly the same at the same time one is paid for: the others wait, and are answered from the record.</summary>
internal sealed class QuestionTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Digest256, Task> _last = [];

    /// <summary>Waits until nobody else is at this question.</summary>
    /// <returns>The turn; disposing it lets the next one in.</returns>
    internal async Task<IDisposable> TakeAsync(Digest256 question, CancellationToken cancellationToken)
    {
        Turn turn = new(this, question);
        Task before;
        lock (_lock)
        {
            before = _last.GetValueOrDefault(question, Task.CompletedTask);
            _last[question] = turn.Ended;
        }

        try
        {
            await before.WaitAsync(cancellationToken);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    private sealed class Turn(QuestionTurns turns, Digest256 question) : IDisposable
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Ended => _ended.Task;

        public void Dispose()
        {
            lock (turns._lock)
            {
                if (turns._last.GetValueOrDefault(question) == Ended)
                {
                    turns._last.Remove(question);
                }
            }

            _ended.TrySetResult();
        }
    }
}
