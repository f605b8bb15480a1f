using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Selection;

public sealed class PrivateSelectionTests
{
    private static readonly SelectionRule s_rule = new(Epsilon.Parse("1"), Delta.Parse("1e-6"), 1, 10);
    private static readonly CountNoise s_noise = CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.5"));

    private static SelectedGroups Release(PrivateSelection mechanism, long[] people, long[] figures, int seed)
    {
        using SeededEntropy entropy = new(seed);
        using BudgetGrant grant = new Room(entropy).Open(mechanism);
        return mechanism.Release(grant, people, figures).Value;
    }

    [Fact]
    public void Large_groups_show_with_all_their_columns_and_groups_below_the_pre_threshold_never_do()
    {
        PrivateSelection mechanism = new("segments", s_rule, 10, 2, s_noise);
        for (int seed = 0; seed < 50; seed++)
        {
            SelectedGroups shown = Release(mechanism, [1_000, 9, 2_000, 0], [700, 300, 5, 4, 1_500, 500, 0, 0], seed);
            Assert.Equal([0, 2], shown.Groups.Select(group => group.Group).Order());
            SelectedGroup first = shown.Groups.Single(group => group.Group == 0);
            Assert.InRange(first.Values[0], 700 - 8, 700 + 8);
            Assert.InRange(first.Values[1], 300 - 8, 300 + 8);
            Assert.False(shown.IsCut);
        }
    }

    [Fact]
    public void A_group_shows_as_often_as_the_rule_says()
    {
        PrivateSelection mechanism = new("segments", s_rule, 2_000, 1, s_noise);
        long[] people = [.. Enumerable.Repeat(22L, 2_000)];
        double expected = s_rule.Probability(22).ToDouble();
        int shown = 0;
        for (int seed = 0; seed < 5; seed++)
        {
            shown += Release(mechanism, people, people, seed).Groups.Length;
        }

        double error = Math.Sqrt(10_000 * expected * (1 - expected));
        Assert.InRange(expected, 0.05, 0.95);
        Assert.InRange(shown, (10_000 * expected) - (4 * error), (10_000 * expected) + (4 * error));
    }

    [Fact]
    public void More_groups_than_declared_are_dropped_by_secret_order_and_the_release_says_so()
    {
        PrivateSelection mechanism = new("segments", s_rule, 3, 1, s_noise);
        long[] people = [.. Enumerable.Repeat(1_000L, 12)];
        int[] timesShown = new int[12];
        for (int seed = 0; seed < 400; seed++)
        {
            SelectedGroups shown = Release(mechanism, people, people, seed);
            Assert.True(shown.IsCut);
            Assert.Equal(3, shown.Groups.Length);
            foreach (SelectedGroup group in shown.Groups)
            {
                timesShown[group.Group]++;
            }
        }

        Assert.All(timesShown, times => Assert.InRange(times, 60, 140));
    }

    [Fact]
    public void Small_groups_do_not_push_out_large_ones()
    {
        // One person's new groups must not make another group vanish: surplus is dropped after the selection, never before.
        PrivateSelection mechanism = new("segments", s_rule, 2, 1, s_noise);
        long[] people = [1_000, 1_000, .. Enumerable.Repeat(1L, 100)];
        for (int seed = 0; seed < 50; seed++)
        {
            Assert.Equal([0, 1], Release(mechanism, people, people, seed).Groups.Select(group => group.Group).Order());
        }
    }

    [Fact]
    public void The_order_shown_is_not_the_order_of_the_input()
    {
        PrivateSelection mechanism = new("segments", s_rule, 2, 1, s_noise);
        int inOrder = Enumerable.Range(0, 200).Count(seed => Release(mechanism, [500, 500], [500, 500], seed).Groups[0].Group == 0);
        Assert.InRange(inOrder, 60, 140);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    public void As_much_randomness_is_drawn_whatever_the_data(int groups)
    {
        PrivateSelection mechanism = new("segments", s_rule, 20, 2, s_noise);
        long[] people = [.. Enumerable.Repeat(100L, groups)];
        using SeededEntropy one = new(31);
        using SeededEntropy two = new(31);
        CountingEntropy recorded = new(one);
        CountingEntropy empty = new(two);
        using BudgetGrant grant = new Room(recorded).Open(mechanism);
        using BudgetGrant emptyGrant = new Room(empty).Open(mechanism);
        mechanism.Release(grant, people, [.. people, .. people]);
        mechanism.Release(emptyGrant, [], []);
        Assert.Equal(empty.Bytes, recorded.Bytes);
    }

    [Fact]
    public void One_selection_serves_every_column_and_is_charged_once()
    {
        PrivateSelection mechanism = new("segments", s_rule, 5, 4, s_noise);
        Assert.Equal(s_rule.Cost + s_noise.Cost, mechanism.Cost);
        Assert.Equal(
            [MechanismKind.TruncatedGeometricSelection, MechanismKind.DiscreteGaussian], mechanism.Reports.Select(report => report.Kind));
        Assert.Equal(new PrivacyCost(500_000_000, Delta.Parse("1e-6").Atto), s_rule.Cost);
    }

    [Fact]
    public void Mismatched_shapes_are_the_callers_mistake_and_consume_nothing()
    {
        PrivateSelection mechanism = new("segments", s_rule, 5, 2, s_noise);
        using BudgetGrant grant = new Room(SystemEntropy.Instance).Open(mechanism);
        Assert.Throws<ArgumentException>(() => mechanism.Release(grant, [1, 2], [1, 2, 3]));
        mechanism.Release(grant, [1], [1, 2]);

        SelectionRule wider = new(Epsilon.Parse("1"), Delta.Parse("1e-6"), 2, 1);
        Assert.Throws<ArgumentException>(() => new PrivateSelection("segments", wider, 5, 2, s_noise));
    }
}
