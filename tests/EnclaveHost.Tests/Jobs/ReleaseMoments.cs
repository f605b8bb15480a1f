using System.Diagnostics;
using System.Globalization;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>Whole jobs whose computations take no time or long, as a coin decides, in several rooms side by side: the times from the spend to the moment at which everybody sees how the job ended.</summary>
/// <remarks>
/// Were they in turn, rooms that began together would stay in step: all long computations would load the machine at one time, and a job's kind would tell what the others do at its end.
/// </remarks>
internal sealed class ReleaseMoments
{
    private const long LeastNanoRho = 1_000;

    // The sample's jobs expire after ten minutes of a room's clock, and a ledger that has grown long is slower to write: a room is left before either.
    private const int JobsOfRoom = 200;
    private readonly Lock _lock = new();
    private readonly List<double> _afterShort = [];
    private readonly List<double> _afterLong = [];

    /// <summary>Jobs that were not done in time.</summary>
    public int Failed { get; private set; }

    /// <summary>The p-value of the two-sample test of Kolmogorov and Smirnov: small when the two kinds can be told apart.</summary>
    public double PValue => TwoSampleTest.PValue([.. _afterShort], [.. _afterLong]);

    /// <summary>How the moments of each kind are spread, in milliseconds after the spend.</summary>
    public string Spread => $"short: {Quantiles(_afterShort)}; long: {Quantiles(_afterLong)}";

    /// <summary>Runs jobs.</summary>
    /// <param name="rooms">Rooms side by side.</param>
    /// <param name="jobs">Jobs in each room.</param>
    /// <param name="longer">How long the long computations take.</param>
    /// <param name="deadline">When answers leave; zero for as soon as they are computed.</param>
    public static async Task<ReleaseMoments> MeasureAsync(int rooms, int jobs, TimeSpan longer, TimeSpan deadline)
    {
        ReleaseMoments moments = new();
        await Task.WhenAll(Enumerable.Range(0, rooms).Select(room => Task.Run(() => moments.RunAsync(new Random(room), jobs, longer, deadline))));
        return moments;
    }

    private static string Quantiles(List<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        return $"{sorted.Length} jobs, " + string.Join(", ", new[] { 1, 10, 25, 50, 75, 90, 99 }.Select(percent =>
            string.Create(CultureInfo.InvariantCulture, $"{percent} %: {1e3 * sorted[sorted.Length * percent / 100]:0.000}")));
    }

    private async Task RunAsync(Random coin, int jobs, TimeSpan longer, TimeSpan deadline)
    {
        for (int done = 0; done < jobs; done += JobsOfRoom)
        {
            using SampleRoom room = new SampleRoom().Fill();
            await RunAsync(room, TimeSpan.Zero, deadline);
            for (int i = done; i < Math.Min(jobs, done + JobsOfRoom); i++)
            {
                bool isLong = coin.Next(2) == 1;
                double moment = await RunAsync(room, isLong ? longer : TimeSpan.Zero, deadline);
                lock (_lock)
                {
                    (isLong ? _afterLong : _afterShort).Add(moment);
                }
            }
        }
    }

    private async Task<double> RunAsync(SampleRoom room, TimeSpan computing, TimeSpan deadline)
    {
        using PaidJob job = await PaidJob.PayAsync(room, $"job-{Guid.NewGuid():n}", limit => limit.WaitHandle.WaitOne(computing), LeastNanoRho);
        long start = Stopwatch.GetTimestamp();
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

        return Stopwatch.GetElapsedTime(start, job.Ended).TotalSeconds;
    }
}
