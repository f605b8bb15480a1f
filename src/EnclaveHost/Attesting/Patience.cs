using System.Diagnostics;

namespace EnclaveCleanRoom.EnclaveHost.Attesting;

/// <summary>Waiting for something that may not be there yet: pauses that double, and a deadline after which it is missing.</summary>
/// <param name="Deadline">How long to wait in all.</param>
/// <param name="FirstPause">The first pause.</param>
/// <param name="LongestPause">The longest one.</param>
internal sealed record Patience(TimeSpan Deadline, TimeSpan FirstPause, TimeSpan LongestPause)
{
    /// <summary>For what starts beside this program: half a minute.</summary>
    internal static Patience Ordinary { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2));

    /// <summary>Tries until it succeeds or the deadline has passed; the last outcome is what counts.</summary>
    /// <param name="attempt">Tries once.</param>
    /// <param name="isWorthAnother">Whether the outcome may be another a little later.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    internal async Task<T> TryAsync<T>(Func<Task<T>> attempt, Func<T, bool> isWorthAnother, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        TimeSpan pause = FirstPause;
        while (true)
        {
            T outcome = await attempt();
            if (!isWorthAnother(outcome) || Stopwatch.GetElapsedTime(started) + pause > Deadline)
            {
                return outcome;
            }

            await Task.Delay(pause, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
