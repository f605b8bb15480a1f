using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// Of several jobs that ask exactly the same at the same time one is paid for: the others wait, and are answered from the record. They wait outside their slots, or one
/// question, put often enough, would hold all of them for one spend.
/// </summary>
internal sealed class QuestionTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Digest256, Task> _last = [];

    /// <summary>Waits until nobody else is at this question.</summary>
    /// <param name="question">The question.</param>
    /// <param name="slot">The job's slot, which others have meanwhile.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The turn; disposing it lets the next one in.</returns>
    internal async Task<IDisposable> TakeAsync(Digest256 question, JobSlot slot, CancellationToken cancellationToken)
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
            await slot.WaitOutsideAsync(before, cancellationToken);
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
