using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Mechanisms;

public sealed class PrivateChoiceTests
{
    private static readonly long[] s_scores = [7, 3, 7, -2, 5];

    [Fact]
    public void The_exponential_mechanism_decides_as_exact_fractions_do() => AssertReplays(ExactChoice.Exponential, ReplayExponential);

    [Fact]
    public void Permute_and_flip_decides_as_exact_fractions_do() => AssertReplays(ExactChoice.PermuteAndFlip, ReplayPermuteAndFlip);

    [Fact]
    public void Choices_follow_the_exponential_law()
    {
        double rate = 3.0 / 7;
        double[] weights = [.. s_scores.Select(score => Math.Exp(rate * score))];
        AssertFrequencies([.. weights.Select(weight => weight / weights.Sum())], words => ExactChoice.Exponential(words, s_scores, new Rational(3, 7)));
    }

    [Fact]
    public void Permute_and_flip_follows_the_sum_over_all_orders()
    {
        double[] coins = [.. s_scores.Select(score => Math.Exp(3.0 / 7 * (score - 7)))];
        double[] expected = new double[coins.Length];
        int orders = 0;
        foreach (int[] order in Orders([.. Enumerable.Range(0, coins.Length)]))
        {
            double left = 1;
            foreach (int candidate in order)
            {
                expected[candidate] += left * coins[candidate];
                left *= 1 - coins[candidate];
            }

            orders++;
        }

        AssertFrequencies([.. expected.Select(share => share / orders)], words => ExactChoice.PermuteAndFlip(words, s_scores, new Rational(3, 7)));

        static IEnumerable<int[]> Orders(int[] items) => items.Length == 0
            ? [[]]
            : items.SelectMany(first => Orders([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
    }

    [Fact]
    public void The_probabilities_of_neighbours_keep_within_epsilon_and_reach_it()
    {
        // Monotone scores may use the whole ε; others half of it, because all weights may move against one.
        Rational monotone = new PrivateChoice("best", 3, 1, ChoiceKind.Exponential, Epsilon.Parse("1"), Sensitivity.One, isMonotone: true).Rate;
        Rational general = new PrivateChoice("best", 3, 1, ChoiceKind.Exponential, Epsilon.Parse("1"), Sensitivity.One, isMonotone: false).Rate;
        Assert.Equal(2 * general, monotone);
        long[] scores = [10, 0, 0];
        Assert.InRange(LargestLoss(scores, [9, 1, 1], general), 0.9, 1);
        Assert.InRange(LargestLoss(scores, [9, 0, 0], monotone), 0.9, 1);
        Assert.True(LargestLoss(scores, [9, 1, 1], monotone) > 1.8, "seeded fault: scores that are not monotone at the rate of those that are");

        static double LargestLoss(long[] one, long[] other, Rational rate) =>
            Law(one, rate.ToDouble()).Zip(Law(other, rate.ToDouble()), (p, q) => Math.Abs(Math.Log(p / q))).Max();

        static double[] Law(long[] scores, double rate)
        {
            double[] weights = [.. scores.Select(score => Math.Exp(rate * score))];
            return [.. weights.Select(weight => weight / weights.Sum())];
        }
    }

    [Fact]
    public void The_best_few_are_named_without_repetition_and_cost_a_round_each()
    {
        using SeededEntropy entropy = new(4);
        PrivateChoice top = new("top three", 5, 3, ChoiceKind.Exponential, Epsilon.Parse("20"), Sensitivity.One, isMonotone: true);
        using BudgetGrant grant = new Room(entropy).Open(top);
        ImmutableArray<int> chosen = top.Release(grant, [1, 100, 50, 200, 0]).Value;
        Assert.Equal([3, 1, 2], chosen);
        Assert.Equal(PrivacyCost.RoundedUp(3 * new Rational(400, 8), Rational.Zero), top.Cost);
        Assert.Equal(Epsilon.Parse("60"), top.Reports[0].Epsilon);
        Assert.Throws<InvalidOperationException>(() => top.Release(grant, [1, 100, 50, 200, 0]));
    }

    [Fact]
    public void Scores_at_the_ends_of_the_integers_do_not_overflow()
    {
        using SeededEntropy entropy = new(4);
        using EntropyWords words = new(entropy);
        Assert.Equal(1, ExactChoice.PermuteAndFlip(words, [long.MinValue, long.MaxValue], new Rational(1, 1_000)));
        Assert.Equal(0, ExactChoice.Exponential(words, [long.MaxValue, long.MinValue], new Rational(1, 1_000)));
    }

    [Fact]
    public void A_vector_of_another_length_is_the_callers_mistake_and_consumes_nothing()
    {
        using SeededEntropy entropy = new(4);
        PrivateChoice best = new("best", 2, 1, ChoiceKind.PermuteAndFlip, Epsilon.Parse("1"), Sensitivity.One, isMonotone: false);
        using BudgetGrant grant = new Room(entropy).Open(best);
        Assert.Throws<ArgumentException>(() => best.Release(grant, [1]));
        Assert.Single(best.Release(grant, [1, 2]).Value);
    }

    private delegate int Chooser(EntropyWords words, ReadOnlySpan<long> scores, Rational rate);

    private static void AssertReplays(Chooser chooser, Chooser replay)
    {
        using SeededEntropy one = new(31);
        using SeededEntropy two = new(31);
        using EntropyWords first = new(one);
        using EntropyWords second = new(two);
        for (int draw = 0; draw < 2_000; draw++)
        {
            Assert.Equal(replay(second, s_scores, new Rational(3, 7)), chooser(first, s_scores, new Rational(3, 7)));
            Assert.Equal(second.Taken, first.Taken);
        }
    }

    private static int ReplayExponential(EntropyWords words, ReadOnlySpan<long> scores, Rational rate)
    {
        while (true)
        {
            int candidate = (int)UniformBelow.Exactly(words, scores.Length);
            if (ReplayedCoins.Exponential(words, rate * (7 - scores[candidate])))
            {
                return candidate;
            }
        }
    }

    private static int ReplayPermuteAndFlip(EntropyWords words, ReadOnlySpan<long> scores, Rational rate)
    {
        List<int> left = [.. Enumerable.Range(0, scores.Length)];
        while (true)
        {
            int place = (int)UniformBelow.Exactly(words, left.Count);
            int candidate = left[place];
            if (ReplayedCoins.Exponential(words, rate * (7 - scores[candidate])))
            {
                return candidate;
            }

            left[place] = left[^1];
            left.RemoveAt(left.Count - 1);
        }
    }

    private static void AssertFrequencies(double[] expected, Func<EntropyWords, int> draw)
    {
        const int Draws = 100_000;
        using SeededEntropy entropy = new(6);
        using EntropyWords words = new(entropy);
        int[] seen = new int[expected.Length];
        for (int i = 0; i < Draws; i++)
        {
            seen[draw(words)]++;
        }

        double statistic = expected.Select((share, i) => (seen[i] - (Draws * share)) * (seen[i] - (Draws * share)) / (Draws * share)).Sum();
        Assert.True(statistic < 25, $"chi-square {statistic} with 4 degrees of freedom"); // chance: below 1 in 10,000
    }
}
