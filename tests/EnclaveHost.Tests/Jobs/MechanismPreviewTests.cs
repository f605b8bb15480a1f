using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Jobs;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>What a preview says of the error of each kind of mechanism.</summary>
public sealed class MechanismPreviewTests
{
    private static readonly SelectionRule s_rule = SelectionRule.ForRho(Rho.Parse("0.01"), Delta.Parse("1e-7"), maxGroupsPerPerson: 2, preThreshold: 10);

    [Fact]
    public void Counts_lie_within_a_width()
    {
        CountNoise noise = CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.005"));
        MechanismPreview preview = Assert.Single(MechanismPreview.Of(new NoisyCounts("count", 3, noise)));
        Assert.Equal((noise.HalfWidth(new Rational(95, 100)), null, null, null), (preview.HalfWidth, preview.ShownFrom, preview.AlwaysShownFrom, preview.WrongShare));
    }

    [Fact]
    public void Discovered_groups_are_shown_from_a_number_of_people_on()
    {
        MechanismPreview preview = Assert.Single(MechanismPreview.Of(new GroupSelection("groups", s_rule, maxGroups: 100)));
        AssertOf(s_rule, preview);
    }

    [Fact]
    public void A_selection_with_counts_has_both()
    {
        CountNoise noise = CountNoise.Gaussian(Sensitivity.OfEntries(2, 1), Rho.Parse("0.01"));
        MechanismPreview[] previews = [.. MechanismPreview.Of(new PrivateSelection("segments", s_rule, maxGroups: 100, columns: 1, noise))];
        Assert.Equal(2, previews.Length);
        AssertOf(s_rule, previews.Single(preview => preview.Report.Kind == MechanismKind.TruncatedGeometricSelection));
        Assert.Equal(noise.HalfWidth(new Rational(95, 100)), previews.Single(preview => preview.Report.Kind == MechanismKind.DiscreteGaussian).HalfWidth);
    }

    [Theory]
    [InlineData("3", 2, 0.0474258731775668)]
    [InlineData("1", 3, 0.42388311)]
    public void Answers_about_people_are_wrong_by_a_share(string epsilon, int values, double wrong)
    {
        MechanismPreview preview = Assert.Single(MechanismPreview.Of(new RandomisedResponse("answers", 10, values, Epsilon.Parse(epsilon))));
        Assert.Equal(wrong, preview.WrongShare!.Value, 1e-8);
        Assert.Null(preview.HalfWidth);
    }

    private static void AssertOf(SelectionRule rule, MechanismPreview preview)
    {
        Assert.True(rule.Probability(preview.ShownFrom!.Value) >= new Rational(1, 2));
        Assert.True(rule.Probability(preview.ShownFrom.Value - 1) < new Rational(1, 2));
        Assert.Equal(Rational.One, rule.Probability(preview.AlwaysShownFrom!.Value));
        Assert.Null(preview.HalfWidth);
    }
}
