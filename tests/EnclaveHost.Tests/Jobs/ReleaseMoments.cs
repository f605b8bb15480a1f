using System.Diagnostics;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>Whole jobs whose computations take no time or long, in turn, in several rooms side by side: the times from the spend to the end of the job.</summary>
internal sealed class ReleaseMoments
{
    private const long LeastNanoRho = 1_000;

    // The sample's jobs expire after ten minutes of a room's clock, and a ledger that has grown long is slower to write: a room is left before either.
    private const int PairsOfRoom = 100;
    private readonly Lock _lock = new();
    private readonly List<double> _afterShort = [];
    private readonly List<double> _afterLong = [];

    /// <summary>Jobs that were not done in time.</summary>
    public int Failed { get; private set; }

    /// <summary>The p-value of the two-sample test of Kolmogorov and Smirnov: small when the two kinds can be told apart.</summary>
    public double PValue => TwoSampleTest.PValue([.. _afterShort], [.. _afterLong]);

    /// <summary>Runs jobs.</summary>
    /// <param name="rooms">Rooms side by side.</param>
    /// <param name="pairs">Jobs of each kind in each room.</param>
    /// <param name="longer">How long the long computations take.</param>
    /// <param name="deadline">When answers leave; zero for as soon as they are computed.</param>
    public static async Task<ReleaseMoments> MeasureAsync(int rooms, int pairs, TimeSpan longer, TimeSpan deadline)
    {
        ReleaseMoments moments = new();
        await Task.WhenAll(Enumerable.Range(0, rooms).Select(_ => Task.Run(() => moments.RunAsync(pairs, longer, deadline))));
        return moments;
    }

    private async Task RunAsync(int pairs, TimeSpan longer, TimeSpan deadline)
    {
        for (int done = 0; done < pairs; done += PairsOfRoom)
        {
            using SampleRoom room = new SampleRoom().Fill();
            await RunAsync(room, TimeSpan.Zero, deadline);
            await RunAsync(room, Math.Min(PairsOfRoom, pairs - done), longer, deadline);
        }
    }

    private async Task RunAsync(SampleRoom room, int pairs, TimeSpan longer, TimeSpan deadline)
    {
        for (int i = 0; i < pairs; i++)
        {
            // Which comes first changes, so that whatever else the machine does meets both alike.
            bool isLongFirst = i % 2 == 0;
            double one = await RunAsync(room, isLongFirst ? longer : TimeSpan.Zero, deadline);
            double other = await RunAsync(room, isLongFirst ? TimeSpan.Zero : longer, deadline);
            lock (_lock)
            {
                _afterLong.Add(isLongFirst ? one : other);
                _afterShort.Add(isLongFirst ? other : one);
            }
        }
    }

    private async Task<double> RunAsync(SampleRoom room, TimeSpan computing, TimeSpan deadline)
    {
        using PaidJob job = await PaidJob.PayAsync(room, $"job-{Guid.NewGuid():n}", limit => limit.WaitHandle.WaitOne(computing), LeastNanoRho);
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            await job.FinishAsync(deadline, TestContext.Current.CancellationToken);
        }
        catch (JobFailedException)
        {
            // The machine had other things to do. A failure has a moment as well.
            lock (_lock)
            {
                Failed++;
            }
        }

        return watch.Elapsed.TotalSeconds;
    }
}
