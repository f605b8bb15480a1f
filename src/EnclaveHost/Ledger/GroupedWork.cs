using System.Runtime.ExceptionServices;

namespace EnclaveCleanRoom.EnclaveHost.Ledger;

/// <summary>The body of one caller's transaction, which waits to be committed together with others'.</summary>
internal abstract class GroupedWork
{
    private Exception? _failure;

    /// <summary>Whether it is durable, or taken back.</summary>
    internal bool IsFinished { get; private set; }

    /// <summary>Runs the body.</summary>
    internal abstract void Run();

    internal void Fail(Exception failure) => _failure ??= failure;

    internal void Finish() => IsFinished = true;

    /// <summary>Throws what went wrong, on the caller's own thread.</summary>
    protected void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }
}
