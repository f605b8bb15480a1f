using EnclaveCleanRoom.DifferentialPrivacy.Sampling;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Mechanisms;

public sealed class RandomisedResponseTests
{
    [Fact]
    public void The_truth_is_told_as_often_as_epsilon_says()
    {
        RandomisedResponse response = new("vote", 1, 4, Epsilon.Parse("1.5"));
        using SeededEntropy entropy = new(2);
        using EntropyWords words = new(entropy);
        int[] seen = new int[4];
        for (int i = 0; i < 40_000; i++)
        {
            seen[response.Respond(words, 2)]++;
        }

        double truth = Math.Exp(1.5) / (Math.Exp(1.5) + 3);
        Assert.InRange(seen[2] / 40_000.0, truth - 0.01, truth + 0.01);
        Assert.All((int[])[0, 1, 3], value => Assert.InRange(seen[value] / 40_000.0, ((1 - truth) / 3) - 0.01, ((1 - truth) / 3) + 0.01));
    }

    [Theory]
    [InlineData(2, "1")]
    [InlineData(4, "3/2")]
    [InlineData(7, "123/1000")]
    [InlineData(5, "17/3")]
    public void Responses_are_decided_as_exact_fractions_decide_them(int values, string epsilon)
    {
        RandomisedResponse response = new("vote", 1, values, Epsilon.Parse(epsilon));
        using SeededEntropy one = new(41);
        using SeededEntropy two = new(41);
        using EntropyWords first = new(one);
        using EntropyWords second = new(two);
        for (int draw = 0; draw < 2_000; draw++)
        {
            int truth = draw % values;
            Assert.Equal(Replay(second, values, truth, Rational.Parse(epsilon)), response.Respond(first, truth));
            Assert.Equal(second.Taken, first.Taken);
        }
    }

    [Fact]
    public void Every_person_answers_and_values_out_of_range_are_the_callers_mistake()
    {
        using SeededEntropy entropy = new(2);
        RandomisedResponse response = new("vote", 3, 2, Epsilon.Parse("50"));
        using BudgetGrant grant = new Room(entropy).Open(response);
        Assert.Throws<ArgumentException>(() => response.Release(grant, [0, 1]));
        Assert.Throws<ArgumentException>(() => response.Release(grant, [0, 1, 2]));
        Assert.Equal([0, 1, 1], response.Release(grant, [0, 1, 1]).Value);
        Assert.Equal(Epsilon.Parse("50"), response.Reports[0].Epsilon);
    }

    // A value picked at random stays if it is the truth, otherwise with probability exp(-ε).
    private static int Replay(EntropyWords words, int values, int truth, Rational epsilon)
    {
        while (true)
        {
            int candidate = (int)UniformBelow.Exactly(words, values);
            if (candidate == truth || ReplayedCoins.Exponential(words, epsilon))
            {
                return candidate;
            }
        }
    }
}
