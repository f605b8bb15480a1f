using System.Diagnostics;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Synthesis;

/// <summary>
/// How far a job is. A room tells the name of a stage and nothing more; where the terms say when the answer leaves, the time since the spend says the rest.
/// </summary>
internal sealed class DeadlineProgress : IDisposable
{
    private const string FirstTimed = "Open";
    private const string LastTimed = "Sign";
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(200);

    private readonly IProgress<(double Share, string Word)> _progress;
    private readonly double _seconds;
    private readonly Timer? _timer;
    private readonly Lock _lock = new();
    private string _stage = "";
    private long _since;

    /// <summary>Begins.</summary>
    /// <param name="progress">Told a share of 0 to 1 that never falls, and a word.</param>
    /// <param name="answerAfterSeconds">What the terms say; 0 for no deadline.</param>
    internal DeadlineProgress(IProgress<(double Share, string Word)> progress, long answerAfterSeconds)
    {
        (_progress, _seconds) = (progress, answerAfterSeconds);
        _timer = answerAfterSeconds > 0 ? new Timer(_ => Tell(), null, s_tick, s_tick) : null;
    }

    /// <summary>A stage has begun.</summary>
    internal void Enter(string stage)
    {
        lock (_lock)
        {
            _stage = stage;
            _since = _since == 0 && StageProgress.ShareOf(stage) >= StageProgress.ShareOf(FirstTimed) ? Stopwatch.GetTimestamp() : _since;
        }

        Tell();
    }

    public void Dispose() => _timer?.Dispose();

    /// <summary>The share of a job that has been in a timed stage for so long.</summary>
    internal static double ShareOf(string stage, double answerAfterSeconds, double elapsedSeconds)
    {
        double share = StageProgress.ShareOf(stage);
        (double first, double last) = (StageProgress.ShareOf(FirstTimed), StageProgress.ShareOf(LastTimed));
        return answerAfterSeconds <= 0 || share < first || share > last ? share : first + ((last - first) * Math.Min(1, elapsedSeconds / answerAfterSeconds));
    }

    private void Tell()
    {
        lock (_lock)
        {
            double elapsed = _since == 0 ? 0 : Stopwatch.GetElapsedTime(_since).TotalSeconds;
            string word = _since == 0 || _seconds <= 0 || _stage == "Finished" ? _stage : FormattableString.Invariant($"{_stage}, {Math.Max(0, Math.Ceiling(_seconds - elapsed)):0} s left");
            _progress.Report((ShareOf(_stage, _seconds, elapsed), word));
        }
    }
}
