using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy.Selection;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Selection;

/// <summary>Published values of truncated geometric selection (tests of Google's libraries), and the definition itself in exact fractions.</summary>
public sealed class SelectionRuleTests
{
    [Theory]
    [InlineData(1, 0.02)]
    [InlineData(6, 0.58840484458)]
    [InlineData(8, 0.86807080625)]
    [InlineData(15, 1)]
    public void Probabilities_at_half_epsilon_are_the_published_ones(int people, double expected)
    {
        SelectionRule rule = new(Epsilon.Parse("1/2"), Delta.Parse("0.02"), 1, 1);
        Assert.Equal(expected, rule.Probability(people).ToDouble(), 1e-10);
    }

    [Theory]
    [InlineData(2, "0.1", new[] { 0.1, 0.3, 0.7, 0.9, 1 })]
    [InlineData(1.5, "0.1", new[] { 0.1, 0.25, 0.475, 0.716666666667, 0.877777777778, 0.985185185185, 1 })]
    public void Probabilities_at_round_ratios_are_the_published_ones(double ratio, string delta, double[] expected)
    {
        TruncatedGeometric table = TruncatedGeometric.Create(Rational.Parse(Math.Log(ratio).ToString("R")), Rational.Parse(delta), 128);
        for (int n = 1; n <= expected.Length; n++)
        {
            Assert.Equal(expected[n - 1], new Rational(table.Numerator(n), BigInteger.One << 128).ToDouble(), 1e-11);
        }
    }

    [Fact]
    public void A_delta_far_below_any_double_grid_keeps_its_digits_on_a_finer_grid()
    {
        TruncatedGeometric table = TruncatedGeometric.Create(50, Rational.Parse("1e-200"), 1024);
        BigInteger one = BigInteger.One << 1024;
        Assert.Equal(5.184706e-179, new Rational(table.Numerator(2), one).ToDouble(), 1e-184);
        Assert.Equal(2.707178e-05, new Rational(table.Numerator(10), one).ToDouble(), 1e-10);
        Assert.Equal(1, new Rational(table.Numerator(11), one).ToDouble());
        Assert.True(table.Numerator(11) < one);
    }

    [Theory]
    [InlineData("1", 1, 14, 20)]
    [InlineData("1/4", 4, 53, 78)]
    [InlineData("1/10", 10, 132, 194)]
    [InlineData("1/2", 1, 26, 38)]
    public void Groups_show_half_the_time_and_almost_always_from_the_published_sizes(string epsilonPerGroup, int maxGroups, int half, int almost)
    {
        SelectionRule rule = new(Epsilon.Parse(epsilonPerGroup), Delta.Parse("1e-6"), maxGroups, 1);
        Assert.Equal(half, Enumerable.Range(1, 1_000).First(n => rule.Probability(n) >= new Rational(1, 2)));
        Assert.Equal(almost, Enumerable.Range(1, 1_000).First(n => rule.Probability(n) >= new Rational(999, 1000)));
    }

    [Theory]
    [InlineData("1", "1e-6", 1, 1)]
    [InlineData("1/4", "1e-8", 4, 20)]
    [InlineData("3/100", "1e-12", 3, 50)]
    [InlineData("9", "1e-18", 1, 2)]
    public void Every_neighbouring_pair_of_probabilities_satisfies_the_definition_exactly(string epsilon, string delta, int maxGroups, int threshold)
    {
        SelectionRule rule = new(Epsilon.Parse(epsilon), Delta.Parse(delta), maxGroups, threshold);
        Rational share = Delta.Parse(delta).Value / maxGroups;
        Rational ratio = ExactExponential.Below(Epsilon.Parse(epsilon).Value, 120);
        Assert.Equal(Rational.Zero, rule.Probability(threshold - 1));
        for (long n = 0; n <= rule.AlwaysShownFrom + 1; n++)
        {
            (Rational less, Rational more) = (rule.Probability(n), rule.Probability(n + 1));
            Assert.True(more <= (ratio * less) + share);
            Assert.True(less <= (ratio * more) + share);
            Assert.True(Rational.One - less <= (ratio * (Rational.One - more)) + share);
            Assert.True(Rational.One - more <= (ratio * (Rational.One - less)) + share);
        }

        Assert.Equal(Rational.One, rule.Probability(rule.AlwaysShownFrom));
        Assert.True(rule.Probability(rule.AlwaysShownFrom - 1) < Rational.One);
    }

    [Fact]
    public void The_decision_is_the_comparison_of_a_uniform_number_with_the_probability()
    {
        SelectionRule rule = new(Epsilon.Parse("1"), Delta.Parse("1e-6"), 1, 5);
        UInt128 boundary = (UInt128)(rule.Probability(15) * (BigInteger.One << 128)).Numerator;
        Assert.True(rule.Shows(15, boundary - 1));
        Assert.False(rule.Shows(15, boundary));
        Assert.False(rule.Shows(4, 0));
        Assert.True(rule.Shows(rule.AlwaysShownFrom, UInt128.MaxValue));
        Assert.True(rule.Shows(long.MaxValue, UInt128.MaxValue));
    }

    [Fact]
    public void A_rule_for_a_budget_costs_no_more_than_it_and_hardly_less()
    {
        SelectionRule rule = SelectionRule.ForRho(Rho.Parse("0.001"), Delta.Parse("1e-7"), 4, 20);
        Assert.InRange(rule.Cost.NanoRho, 999_998, 1_000_000);
        Assert.Equal(Delta.Parse("1e-7").Atto, rule.Cost.AttoDelta);
    }

    [Fact]
    public void Parameters_out_of_range_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SelectionRule(Epsilon.Parse("0"), Delta.Parse("1e-6"), 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SelectionRule(Epsilon.Parse("65"), Delta.Parse("1e-6"), 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SelectionRule(Epsilon.Parse("1"), Delta.Parse("0"), 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SelectionRule(Epsilon.Parse("1"), Delta.Parse("1e-6"), 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SelectionRule(Epsilon.Parse("1"), Delta.Parse("1e-6"), 1, 0));
    }
}
