using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.SyntheticData.Tests.Audit;

/// <summary>A thousand canaries, each with a code of its own, are put in or left out by coins, and the made rows are looked at once.</summary>
public sealed class OneRunTests
{
    private const int Canaries = 1000;
    private const int Others = 1000;
    private const int Guesses = 100;
    private const double Delta = 1e-6;
    private static readonly Rho s_claimed = Rho.Parse("0.1");

    public static TheoryData<SyntheticMethod> Methods => [SyntheticMethod.Tree, SyntheticMethod.Adaptive];

    private static double Claim => PrivacyCost.From(s_claimed, DifferentialPrivacy.Delta.FromAtto(0)).EpsilonAt(DifferentialPrivacy.Delta.Parse("0.000001"));

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Guesses_as_good_as_an_epsilon_allows_prove_nearly_that_epsilon_and_no_more(double epsilon)
    {
        int right = (int)Math.Round(2000 / (1 + Math.Exp(-epsilon)));
        Assert.InRange(OneRunAudit.EpsilonLowerBound(right, 2000, 10_000, Delta), 0.6 * epsilon, epsilon);
        Assert.InRange(OneRunAudit.EpsilonLowerBound(1000, 2000, 10_000, Delta), 0, 0.01);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_epsilon_measured_in_one_run_stays_below_the_claim(SyntheticMethod method)
    {
        bool[] isIn = Coins(1);
        Assert.InRange(OneRunAudit.EpsilonLowerBound(Scores(Made(TableOf(isIn), s_claimed, method)), isIn, Guesses, Delta), 0, Claim);
    }

    [Fact]
    public void A_build_with_a_single_marginal_that_is_not_noised_is_caught_in_one_run()
    {
        // The broken build makes everything as it should, but for the first column, which follows the exact counts.
        bool[] isIn = Coins(2);
        DiscreteTable table = TableOf(isIn);
        DiscreteTable made = Made(table, s_claimed, SyntheticMethod.Tree);
        ushort[] exact = [.. Enumerable.Range(0, made.Rows).Select(row => table.Column(0)[row % table.Rows])];
        DiscreteTable broken = new(made.Domain, [exact, made.Column(1).ToArray(), made.Column(2).ToArray()]);
        double measured = OneRunAudit.EpsilonLowerBound(Scores(broken), isIn, Guesses, Delta);
        Assert.True(measured > Claim, $"{measured} against a claim of {Claim}");
    }

    [Fact]
    public void A_build_without_noise_is_caught_in_one_run()
    {
        bool[] isIn = Coins(3);
        double measured = OneRunAudit.EpsilonLowerBound(Scores(Made(TableOf(isIn), Rho.Parse("100000"), SyntheticMethod.Tree)), isIn, Guesses, Delta);
        Assert.True(measured > Claim, $"{measured} against a claim of {Claim}");
    }

    [Fact]
    public void A_build_that_reads_the_vocabulary_off_the_data_is_caught_in_one_run()
    {
        // The domain that it shows holds the codes that occur: a canary's, where it is in.
        bool[] isIn = Coins(4);
        DiscreteTable table = TableOf(isIn);
        HashSet<ushort> vocabulary = [.. table.Column(0)];
        double[] scores = [.. Enumerable.Range(0, Canaries).Select(canary => vocabulary.Contains((ushort)canary) ? 1.0 : 0)];
        double measured = OneRunAudit.EpsilonLowerBound(scores, isIn, Guesses, Delta);
        Assert.True(measured > Claim, $"{measured} against a claim of {Claim}");
    }

    private static bool[] Coins(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Canaries).Select(_ => random.Next(2) == 0)];
    }

    // Canary i has code i in the first column; everybody else has the last one.
    private static DiscreteTable TableOf(bool[] isIn)
    {
        int[] canaries = [.. Enumerable.Range(0, Canaries).Where(canary => isIn[canary])];
        DiscreteTable others = Tables.Chain(Others + canaries.Length, 5, 3, 4, 3);
        DiscreteDomain domain = new([new DiscreteColumn("name", Canaries + 1, isOrdered: false), others.Domain.Columns[1], others.Domain.Columns[2]]);
        ushort[] names = [.. canaries.Select(canary => (ushort)canary), .. Enumerable.Repeat((ushort)Canaries, Others)];
        return new DiscreteTable(domain, [names, others.Column(1).ToArray(), others.Column(2).ToArray()]);
    }

    private static DiscreteTable Made(DiscreteTable table, Rho rho, SyntheticMethod method) =>
        Room.Learn(table, rho.ToString(), new SyntheticOptions { Method = method, Rounds = 4 }, seed: 7).Sample(20_000, threads: 2);

    private static double[] Scores(DiscreteTable made)
    {
        double[] scores = new double[Canaries + 1];
        foreach (ushort code in made.Column(0))
        {
            scores[code]++;
        }

        return scores[..Canaries];
    }
}
