namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>A body that returns something.</summary>
internal sealed class GroupedWork<TResult>(Func<TResult> body) : GroupedWork
{
    private TResult? _result;

    internal override void Run() => _result = body();

    internal TResult Result()
    {
        ThrowIfFailed();
        return _result!;
    }
}
