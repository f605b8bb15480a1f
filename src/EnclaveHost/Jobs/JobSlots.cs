namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>How many jobs run at a time.</summary>
internal sealed class JobSlots(int count) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count);

    /// <summary>Waits for a slot.</summary>
    /// <returns>It; disposing it gives it to the next.</returns>
    internal async Task<JobSlot> TakeAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new JobSlot(_free);
    }

    public void Dispose() => _free.Dispose();
}
