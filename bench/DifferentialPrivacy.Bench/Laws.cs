using System.Diagnostics;
using System.Runtime.InteropServices;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Bench;

/// <summary>Every sampler against its law, with entropy from the operating system: too many draws for continuous integration.</summary>
internal static class Laws
{
    private const int MostCells = 4_000;

    public static void Do(long draws)
    {
        using EntropyWords words = new(SystemEntropy.Instance);
        foreach (string scale in (string[])["1/2", "5", "37/3", "1000/3", "100000"])
        {
            DiscreteLaplaceSampler sampler = new(Rational.Parse(scale));
            double b = Rational.Parse(scale).ToDouble();
            Integers($"discrete Laplace, b = {scale}", () => (long)sampler.Draw(words), x => Math.Exp(-Math.Abs(x) / b), (long)(40 * b) + 40, draws);
        }

        foreach (string variance in (string[])["1/3", "1", "100", "3000/7", "100000000", "1000000000000"])
        {
            DiscreteGaussianSampler sampler = new(Rational.Parse(variance));
            double v = Rational.Parse(variance).ToDouble();
            Integers($"discrete Gaussian, sigma^2 = {variance}", () => (long)sampler.Draw(words), x => Math.Exp(-x * x / (2 * v)), (long)(9 * Math.Sqrt(v)) + 9, draws);
        }

        foreach (string variance in (string[])["1/10", "40", "10000", "131072"])
        {
            DiscreteGaussianTable table = new(Rational.Parse(variance));
            double v = Rational.Parse(variance).ToDouble();
            Int128[] noise = new Int128[CountNoise.DrawsOfAPart];
            int next = noise.Length;
            Integers($"discrete Gaussian by table, sigma^2 = {variance}", Next, x => Math.Exp(-x * x / (2 * v)), (long)(9 * Math.Sqrt(v)) + 9, draws);

            long Next()
            {
                if (next == noise.Length)
                {
                    table.Draw(words, noise);
                    next = 0;
                }

                return (long)noise[next++];
            }
        }

        foreach (string gamma in (string[])["0", "1/10000", "1/3", "1", "7/2", "20/3"])
        {
            Rational g = Rational.Parse(gamma);
            double heads = Math.Exp(-g.ToDouble());
            Cells($"Bernoulli(exp(-{gamma})), any size", () => ExactBernoulli.Exponential(words, g.Numerator, g.Denominator) ? 1 : 0, [1 - heads, heads], draws / 10);
            Cells($"Bernoulli(exp(-{gamma})), 128 bits", () => FastBernoulli.Exponential(words, (UInt128)g.Numerator, (UInt128)g.Denominator) ? 1 : 0, [1 - heads, heads], draws);
        }

        Cells("uniform below 1000", () => (long)UniformBelow.Fast(words, 1000), [.. Enumerable.Repeat(1.0, 1000)], draws);
        Choices(words, draws);
        Selection(draws);
    }

    private static void Choices(EntropyWords words, long draws)
    {
        long[] scores = [7, 3, 7, -2, 5];
        Rational rate = new(3, 7);
        double[] coins = [.. scores.Select(score => Math.Exp(3.0 / 7 * (score - 7)))];
        Cells("exponential mechanism", () => ExactChoice.Exponential(words, scores, rate), coins, draws);
        Cells("permute-and-flip", () => ExactChoice.PermuteAndFlip(words, scores, rate), FirstHeads(coins), draws);
        RandomisedResponse response = new("value", 1, 4, Epsilon.Parse("3/2"));
        Cells("randomised response", () => response.Respond(words, 2), [1, 1, Math.Exp(1.5), 1], draws);
    }

    // Permute-and-flip: the mean over all orders of the probability that a candidate is the first whose coin shows heads.
    private static double[] FirstHeads(double[] coins)
    {
        double[] shares = new double[coins.Length];
        Visit([.. Enumerable.Range(0, coins.Length)], 1);
        return shares;

        void Visit(int[] left, double reached)
        {
            foreach (int candidate in left)
            {
                double picked = reached / left.Length;
                shares[candidate] += picked * coins[candidate];
                Visit([.. left.Where(other => other != candidate)], picked * (1 - coins[candidate]));
            }
        }
    }

    private static void Selection(long draws)
    {
        SelectionRule rule = new(Epsilon.Parse("1"), Delta.Parse("1e-3"), maxGroupsPerPerson: 1, preThreshold: 1);
        for (int people = 1; people <= rule.AlwaysShownFrom; people += 3)
        {
            long size = people;
            double shown = rule.Probability(size).ToDouble();
            OrderItem[] items = new OrderItem[4096];
            UInt128[] ranks = [];
            int next = 0;
            Cells($"truncated geometric selection, {size} people", Draw, [1 - shown, shown], draws);

            long Draw()
            {
                if (next == ranks.Length)
                {
                    using SecretOrder order = new(SystemEntropy.Instance);
                    for (int i = 0; i < items.Length; i++)
                    {
                        items[i] = new OrderItem(OrderPurpose.SelectionDraw, i);
                    }

                    (ranks, next) = (order.Ranks(items), 0);
                }

                return rule.Shows(size, ranks[next++]) ? 1 : 0;
            }
        }
    }

    private static void Integers(string name, Func<long> draw, Func<double, double> weight, long reach, long draws)
    {
        long width = Math.Max(1, 2 * reach / MostCells);
        Dictionary<long, double> weights = [];
        for (long x = -reach; x <= reach; x++)
        {
            long cell = (long)Math.Floor((double)x / width);
            weights[cell] = weights.GetValueOrDefault(cell) + weight(x);
        }

        Compare(name, () => (long)Math.Floor((double)draw() / width), weights, draws);
    }

    private static void Cells(string name, Func<long> draw, double[] weights, long draws) =>
        Compare(name, draw, weights.Select((weight, cell) => (weight, cell)).ToDictionary(pair => (long)pair.cell, pair => pair.weight), draws);

    private static void Compare(string name, Func<long> draw, Dictionary<long, double> weights, long draws)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Dictionary<long, long> seen = [];
        for (long i = 0; i < draws; i++)
        {
            long cell = draw();
            CollectionsMarshal.GetValueRefOrAddDefault(seen, cell, out _)++;
        }

        (double pValue, int cells) = ChiSquare.Of(seen, weights, draws);
        Console.WriteLine(cells > 1
            ? $"| {name} | {draws:N0} | {cells} | {pValue:F4} | {watch.Elapsed.TotalSeconds:F1} s |"
            : $"| {name} | {draws:N0} | {seen.Count} | {(weights.Values.Count(weight => weight > 0) == seen.Count ? "certain" : "too few draws")} | {watch.Elapsed.TotalSeconds:F1} s |");
    }
}
