using System.Diagnostics;
using System.Globalization;

namespace EnclaveCleanRoom.Parquet.Bench.Measuring;

/// <summary>Interleaved pairs of measurements, so that a slow spell of the machine meets both sides.</summary>
internal static class Pairs
{
    /// <summary>Measures pairs after one of each that does not count, and prints medians and the median of the ratios.</summary>
    public static void Compare(string what, int pairs, Func<double> ours, Func<double> theirs, string unit = "ms")
    {
        (_, _) = (ours(), theirs());
        List<(double Ours, double Theirs)> measured = [];
        for (int i = 0; i < pairs; i++)
        {
            measured.Add((ours(), theirs()));
        }

        double[] ratios = [.. measured.Select(pair => pair.Ours / pair.Theirs).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-58} {Median.Of(measured.Select(pair => pair.Ours)),8:F1} / {Median.Of(measured.Select(pair => pair.Theirs)),8:F1} {unit,-5} ratio {Median.Of(ratios):F3} ({ratios[0]:F3} to {ratios[^1]:F3}, {pairs} pairs)"));
    }

    /// <summary>Milliseconds that something takes, after the memory of what came before is given back.</summary>
    public static double Milliseconds(Action action) => Milliseconds(() =>
    {
        action();
        return (IDisposable?)null;
    });

    /// <summary>Milliseconds that it takes to make something, which is disposed after the clock has stopped.</summary>
    public static double Milliseconds(Func<IDisposable?> make)
    {
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        IDisposable? made = make();
        double taken = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        made?.Dispose();
        return taken;
    }
}
