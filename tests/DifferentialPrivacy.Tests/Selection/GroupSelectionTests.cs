using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Selection;

public sealed class GroupSelectionTests
{
    private static readonly SelectionRule s_rule = new(Epsilon.Parse("1"), Delta.Parse("1e-6"), 1, 10);

    [Fact]
    public void The_groups_are_those_that_a_selection_with_figures_shows_under_the_same_secret()
    {
        // Without figures no noise is drawn, which a selection with figures draws after its secret.
        GroupSelection alone = new("groups", s_rule, 1_000);
        PrivateSelection withFigures = new("groups", s_rule, 1_000, 1, CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.5")));
        long[] people = [.. Enumerable.Range(0, 1_000).Select(i => (long)(i % 40))];
        for (int seed = 0; seed < 10; seed++)
        {
            ImmutableArray<int> shown = Release(alone, people, seed);
            using SeededEntropy entropy = new(seed);
            using BudgetGrant grant = new Budget.Room(entropy).Open(withFigures);
            Assert.Equal(withFigures.Release(grant, people, people).Value.Groups.Select(group => group.Group), shown);
            Assert.InRange(shown.Length, 1, 999);
        }
    }

    [Fact]
    public void It_costs_its_rule_and_shows_no_more_than_declared()
    {
        GroupSelection mechanism = new("groups", s_rule, 3);
        Assert.Equal(s_rule.Cost, mechanism.Cost);
        Assert.Equal(MechanismKind.TruncatedGeometricSelection, Assert.Single(mechanism.Reports).Kind);
        Assert.Equal(3, Release(mechanism, [.. Enumerable.Repeat(1_000L, 12)], 1).Length);
        Assert.Empty(Release(mechanism, [9, 0, 3], 1));
        Assert.Empty(Release(mechanism, [], 1));
    }

    private static ImmutableArray<int> Release(GroupSelection mechanism, long[] people, int seed)
    {
        using SeededEntropy entropy = new(seed);
        using BudgetGrant grant = new Budget.Room(entropy).Open(mechanism);
        return mechanism.Release(grant, people).Value;
    }
}
