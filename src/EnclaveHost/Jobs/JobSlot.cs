namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>The right of one job to run. Not for several threads at a time.</summary>
internal sealed class JobSlot(SemaphoreSlim free) : IDisposable
{
    private bool _isHeld = true;

    /// <summary>Whether its job has waited for another: what was found for it before may be so no more.</summary>
    internal bool HasWaited { get; private set; }

    /// <summary>Waits for something that other jobs are at, and lets another job run meanwhile; the slot is held again when this returns, and not when it throws.</summary>
    /// <param name="awaited">What is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task WaitOutsideAsync(Task awaited, CancellationToken cancellationToken)
    {
        if (awaited.IsCompleted)
        {
            return;
        }

        HasWaited = true;
        Dispose();
        await awaited.WaitAsync(cancellationToken);
        await free.WaitAsync(cancellationToken);
        _isHeld = true;
    }

    public void Dispose()
    {
        if (_isHeld)
        {
            _isHeld = false;
            free.Release();
        }
    }
}
