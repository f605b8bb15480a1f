using System.Diagnostics;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>
/// The moment at which a job shows how it ended, whether in a result or in a failure: so many seconds after its spend, as all parties signed. Until then nobody but the operator can
/// tell whether its computation still runs. Nothing of it depends on data.
/// </summary>
/// <remarks>
/// Monotonic time. A computation is told to stop after nine tenths, so that stopping, which waits for the end of a column, a pass or a tree, is over by the deadline as a rule;
/// the failure is seen at the deadline even when it is not.
/// </remarks>
internal sealed class AnswerDeadline
{
    private const double ShareOfComputing = 0.9;

    // A timer is late by its own grain, and by more on a processor that has slept for long: the last stretch is waited for by looking at the clock.
    private static readonly TimeSpan s_watched = TimeSpan.FromMilliseconds(3);

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TimeSpan _delay;
    private readonly RoomClock _clock;
    private readonly DateTimeOffset _issued;

    /// <summary>Starts counting.</summary>
    /// <param name="delay">How long after now the answer leaves; zero for as soon as it is computed.</param>
    /// <param name="clock">The room's clock.</param>
    internal AnswerDeadline(TimeSpan delay, RoomClock clock) => (_delay, _clock, _issued) = (delay, clock, clock.Now + delay);

    private bool IsNone => _delay == TimeSpan.Zero;

    private TimeSpan Left => _delay - Stopwatch.GetElapsedTime(_start);

    /// <summary>The time that the result states: the deadline's, whenever it is signed; the present where there is no deadline.</summary>
    internal DateTimeOffset IssuedAt => IsNone ? _clock.Now : DateTimeOffset.FromUnixTimeSeconds(_issued.ToUnixTimeSeconds());

    /// <summary>A source that cancels when the computation has used its time, or when <paramref name="cancellationToken"/> does; the caller disposes it.</summary>
    internal CancellationTokenSource LimitComputing(CancellationToken cancellationToken)
    {
        CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (!IsNone)
        {
            limit.CancelAfter(_delay * ShareOfComputing);
        }

        return limit;
    }

    /// <summary>Waits for the deadline, or for <paramref name="computing"/> where there is none.</summary>
    /// <exception cref="OperationCanceledException">The room is being stopped.</exception>
    internal async Task WaitAsync(Task computing, CancellationToken cancellationToken)
    {
        if (IsNone)
        {
            await computing.WaitAsync(cancellationToken);
            return;
        }

        await Task.Factory.StartNew(() => Watch(cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>On a thread of its own, which goes on to record how the job ended: a pool whose threads compute would come to the deadline when it has one to spare.</summary>
    private void Watch(CancellationToken cancellationToken)
    {
        for (TimeSpan left = Left - s_watched; left > TimeSpan.Zero; left = Left - s_watched)
        {
            cancellationToken.WaitHandle.WaitOne(left);
            cancellationToken.ThrowIfCancellationRequested();
        }

        while (Left > TimeSpan.Zero)
        {
            Thread.SpinWait(20);
        }
    }
}
