using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.DataOwnerClient.Terminal;

/// <summary>
/// Ctrl-C, SIGTERM and a closed terminal ask the running verb to stop, so that it can end what it started; the same signal a
/// second time ends the program at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>What does not listen to <see cref="Token"/> is cut off after this time.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Timer _limit;
    private int _exitCode;

    internal Interruption()
    {
        _limit = new Timer(_ => Environment.Exit(_exitCode));
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Note))];
    }

    /// <summary>Cancelled by the first signal.</summary>
    internal CancellationToken Token => _source.Token;

    /// <summary>What the program ends with, of <see cref="ExitCode"/>; <see langword="null"/> while no signal has come.</summary>
    internal int? Code => Volatile.Read(ref _exitCode) is int code and not 0 ? code : null;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _limit.Dispose();
        _source.Dispose();
    }

    private void Note(PosixSignalContext context)
    {
        int code = context.Signal switch
        {
            PosixSignal.SIGINT => ExitCode.Interrupted,
            PosixSignal.SIGHUP => ExitCode.HungUp,
            _ => ExitCode.Terminated,
        };
        if (Interlocked.CompareExchange(ref _exitCode, code, 0) == 0)
        {
            context.Cancel = true;
            _limit.Change(s_patience, Timeout.InfiniteTimeSpan);
            _source.Cancel();
        }
    }
}
