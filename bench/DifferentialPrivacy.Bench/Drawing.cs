using System.Diagnostics;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bench;

/// <summary>Draws a second on one core, entropy from the operating system included: the best of five rounds, as others disturb but never help.</summary>
internal static class Drawing
{
    private const int Rounds = 5;
    private const int Draws = 1_000_000;

    public static void Do()
    {
        using EntropyWords words = new(SystemEntropy.Instance);
        foreach (string sigma in (string[])["10", "100", "1000", "10000", "100000", "1000000"])
        {
            DiscreteGaussianSampler sampler = new(Rational.Parse(sigma) * Rational.Parse(sigma));
            Time($"discrete Gaussian, sigma = {sigma}", () => sampler.Draw(words));
        }

        foreach (string variance in (string[])["1/10", "40", "10000", "131072"])
        {
            DiscreteGaussianSampler sampler = new(Rational.Parse(variance));
            Time($"discrete Gaussian, sigma^2 = {variance}, by rejection", () => sampler.Draw(words));
            Tabled(words, variance);
        }

        foreach (string nano in (string[])["5000001", "31250001", "1234"])
        {
            CountNoise noise = CountNoise.Gaussian(Sensitivity.OfEntries(3, 2), Rho.FromNano(long.Parse(nano, System.Globalization.CultureInfo.InvariantCulture)));
            DiscreteGaussianSampler sampler = new(noise.Scale);
            Time($"discrete Gaussian, sigma^2 = {noise.Scale}", () => sampler.Draw(words));
        }

        foreach (string scale in (string[])["1/2", "37/3", "10000"])
        {
            DiscreteLaplaceSampler sampler = new(Rational.Parse(scale));
            Time($"discrete Laplace, b = {scale}", () => sampler.Draw(words));
        }
    }

    private static void Tabled(EntropyWords words, string variance)
    {
        DiscreteGaussianTable table = new(Rational.Parse(variance));
        double[] milliseconds = [.. Enumerable.Range(0, 30).Select(_ => BuiltIn(variance)).Order()];
        Console.WriteLine($"| its table of {table.Entries} entries | {milliseconds[0]:F2} ms | (median {milliseconds[15]:F2} ms)");
        Int128[] noise = new Int128[CountNoise.DrawsOfAPart];
        Time($"discrete Gaussian, sigma^2 = {variance}, by table", () =>
        {
            table.Draw(words, noise);
            return noise[0];
        }, noise.Length, 20 * Draws);
    }

    private static double BuiltIn(string variance)
    {
        Stopwatch watch = Stopwatch.StartNew();
        _ = new DiscreteGaussianTable(Rational.Parse(variance));
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Time(string name, Func<Int128> draw, int drawsOfACall = 1, int draws = Draws)
    {
        double best = double.PositiveInfinity;
        int calls = draws / drawsOfACall;
        Int128 sum = 0;
        for (int round = 0; round <= Rounds; round++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            for (int i = 0; i < calls; i++)
            {
                sum += draw();
            }

            best = round == 0 ? best : Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        Console.WriteLine($"| {name} | {(double)calls * drawsOfACall / best / 1e6:F2} M/s | (mean {(double)sum / calls / (Rounds + 1):F2})");
    }
}
