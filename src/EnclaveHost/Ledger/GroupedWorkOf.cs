namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>A body that returns something.</summary>
internal sealed class GroupedWork<TResult>(Func<TResult> body) : GroupedWork
{
    private readonly TaskCompletionSource<TResult> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _result;

    /// <summary>Ends when the body is durable, or with what went wrong.</summary>
    internal Task<TResult> Ended => _ended.Task;

    internal override void Run() => _result = body();

    internal override void Finish()
    {
        if (Failure is null)
        {
            _ended.TrySetResult(_result!);
        }
        else
        {
            _ended.TrySetException(Failure);
        }
    }
}
