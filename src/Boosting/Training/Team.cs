using System.Runtime.ExceptionServices;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>
/// A few threads that stay for a training and share out pieces of work of microseconds. Pieces are taken one by one, so a
/// thread that the machine does not run delays nobody: whoever starts the work can do all of it alone.
/// </summary>
internal sealed class Team : IDisposable
{
    private const int SpinsBeforeSleep = 2000;

    private readonly Thread[] _workers;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _wake = new(0);
    private volatile Work? _work;
    private volatile bool _stopping;
    private int _asleep;

    public Team(int threads)
    {
        Threads = threads;
        _workers = new Thread[threads - 1];
        for (int i = 0; i < _workers.Length; i++)
        {
            int worker = i + 1;
            _workers[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = "boosting" };
            _workers[i].Start();
        }
    }

    /// <summary>The number of threads, the caller's included. Workers are numbered from 0; the caller is 0.</summary>
    public int Threads { get; }

    /// <summary>Calls <paramref name="piece"/>(worker, index) once for each index below <paramref name="pieces"/>, in any order, and returns when all are done.</summary>
    public void Run(int pieces, Action<int, int> piece)
    {
        if (_workers.Length == 0 || pieces <= 1)
        {
            for (int index = 0; index < pieces; index++)
            {
                piece(0, index);
            }

            return;
        }

        Work work = new(pieces, piece);
        _work = work;

        // The write above must be visible before the number of sleepers is read, or a worker that lies down now is missed.
        Interlocked.MemoryBarrier();
        int asleep = Volatile.Read(ref _asleep);
        if (asleep > 0)
        {
            lock (_gate)
            {
                int wake = Math.Min(_asleep, pieces - 1);
                _asleep -= wake;
                if (wake > 0)
                {
                    _wake.Release(wake);
                }
            }
        }

        work.Share(0);
        work.WaitForOthers();
    }

    public void Dispose()
    {
        _stopping = true;
        _work = null;
        if (_workers.Length > 0)
        {
            _wake.Release(_workers.Length);
        }

        foreach (Thread worker in _workers)
        {
            worker.Join();
        }

        _wake.Dispose();
    }

    private void Serve(int worker)
    {
        Work? last = null;
        while (!_stopping)
        {
            Work? next = AwaitNext(last);
            if (next is not null)
            {
                next.Share(worker);
                last = next;
            }
        }
    }

    private Work? AwaitNext(Work? last)
    {
        for (int spin = 0; spin < SpinsBeforeSleep; spin++)
        {
            if (_work is Work next && next != last)
            {
                return next;
            }

            Thread.SpinWait(4);
        }

        lock (_gate)
        {
            _asleep++;
            Interlocked.MemoryBarrier();
            if ((_work is Work next && next != last) || _stopping)
            {
                _asleep--;
                return null;
            }
        }

        _wake.Wait();
        return null;
    }

    private sealed class Work(int pieces, Action<int, int> piece)
    {
        private int _taken;
        private int _done;
        private ExceptionDispatchInfo? _failure;

        public void Share(int worker)
        {
            while (true)
            {
                int index = Interlocked.Increment(ref _taken) - 1;
                if (index >= pieces)
                {
                    return;
                }

                Do(worker, index);
                Interlocked.Increment(ref _done);
            }
        }

        public void WaitForOthers()
        {
            SpinWait spin = default;
            while (Volatile.Read(ref _done) < pieces)
            {
                spin.SpinOnce(sleep1Threshold: -1);
            }

            _failure?.Throw();
        }

        private void Do(int worker, int index)
        {
            try
            {
                piece(worker, index);
            }
            catch (Exception exception)
            {
                // Carried to the thread that asked for the work, which throws it there.
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        }
    }
}
