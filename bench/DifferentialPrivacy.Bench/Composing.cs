using System.Diagnostics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bench;

/// <summary>How long the accountants take: the first call of the process, and the median of those after it.</summary>
internal static class Composing
{
    private const int Rounds = 15;

    public static void Do()
    {
        Time("1,000 different ledger entries", () => Mixed.Ledger(1000));
        Time("1,000 different entries of every kind", () => Mixed.Everything(1000));
        Time("10,000 sampled Gaussian releases", () => new PrivacyComposition(new CountedEvent(new SampledGaussianEvent(2, new Rational(1, 100)), 10_000)));
    }

    private static void Time(string name, Func<PrivacyComposition> make)
    {
        foreach (Accountant accountant in (ReadOnlySpan<Accountant>)[Accountant.PrivacyLoss, Accountant.Renyi, Accountant.ZeroConcentrated, Accountant.Best])
        {
            List<double> times = [];
            double epsilon = 0;
            for (int round = 0; round <= Rounds; round++)
            {
                Stopwatch watch = Stopwatch.StartNew();
                make().TryEpsilonAt(Rational.Parse("1e-6"), accountant, out PrivacyEstimate estimate, out _);
                times.Add(watch.Elapsed.TotalMilliseconds);
                epsilon = estimate.Epsilon;
            }

            Console.WriteLine($"{name}, {accountant}: epsilon {epsilon:R}, first {times[0]:F0} ms, then {times.Skip(1).Order().ElementAt(Rounds / 2):F1} ms");
        }
    }
}
