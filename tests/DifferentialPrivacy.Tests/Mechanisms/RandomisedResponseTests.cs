using EnclaveCleanRoom.DifferentialPrivacy.Sampling;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

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
}
