using System.Collections.Immutable;
using System.Reflection;
using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests;

public sealed class PrivateReleaseTests
{
    private readonly Room _room = new(SystemEntropy.Instance);
    private readonly NoisyCounts _first = new("first", 1, CountNoise.Gaussian(Sensitivity.One, Rho.FromNano(100)));
    private readonly NoisyCounts _second = new("second", 1, CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1/10")));

    [Fact]
    public void Nothing_outside_this_library_can_make_a_grant_or_a_release()
    {
        Assert.Empty(typeof(BudgetGrant).GetConstructors());
        Assert.Empty(typeof(PrivateRelease<>).GetConstructors());
        Assert.Empty(typeof(BudgetDenial).GetConstructors());
        Assert.All(
            typeof(Mechanism).GetConstructors(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance),
            constructor => Assert.True(constructor.IsFamilyAndAssembly));
    }

    [Fact]
    public void Post_processing_keeps_the_cost()
    {
        using BudgetGrant grant = _room.Open(_first);
        PrivateRelease<string> text = _first.Release(grant, [5]).Map(values => values[0] > 0 ? "some" : "none");
        Assert.Equal(_first.Cost, text.Cost);
        Assert.Equal("first", Assert.Single(text.Mechanisms).Name);
    }

    [Fact]
    public void Two_figures_together_cost_both()
    {
        using BudgetGrant grant = _room.Open(_first, _second);
        PrivateRelease<long> sum = _first.Release(grant, [5]).Combine(_second.Release(grant, [6]), (a, b) => a[0] + b[0]);
        Assert.Equal(_first.Cost + _second.Cost, sum.Cost);
        Assert.Equal(["first", "second"], sum.Mechanisms.Select(report => report.Name));
        Assert.Equal(new PrivacyPlan(_first, _second).EpsilonAt(Delta.Parse("1e-6")), sum.EpsilonAt(Delta.Parse("1e-6")));
        Assert.True(sum.EpsilonAt(Delta.Parse("1e-6")) <= sum.Cost.EpsilonAt(Delta.Parse("1e-6")));
    }

    [Fact]
    public void A_figure_combined_with_what_was_made_from_it_is_counted_once_but_two_releases_are_counted_twice()
    {
        using BudgetGrant grant = _room.Open(_first, _first);
        PrivateRelease<ImmutableArray<long>> once = _first.Release(grant, [5]);
        PrivateRelease<ImmutableArray<long>> again = _first.Release(grant, [5]);
        Assert.Equal(_first.Cost, once.Combine(once.Map(values => values[0]), (a, b) => b).Cost);
        Assert.Equal(_first.Cost + _first.Cost, once.Combine(again, (a, b) => b).Cost);
    }

    [Fact]
    public void Noise_depends_on_the_figure_neither_in_size_nor_in_its_last_digits()
    {
        foreach (long figure in new[] { 0, 1, 123_456_789_012_345_678, -5, (1L << 62) + 1 })
        {
            using SeededEntropy entropy = new(77);
            Room room = new(entropy);
            NoisyCounts counts = new("counts", 3, CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.001")));
            using BudgetGrant grant = room.Open(counts);
            ImmutableArray<long> noisy = counts.Release(grant, [figure, figure, figure]).Value;
            using SeededEntropy same = new(77);
            using BudgetGrant zeroGrant = new Room(same).Open(counts);
            Assert.Equal(counts.Release(zeroGrant, [0, 0, 0]).Value, noisy.Select(value => value - figure));
        }
    }

    [Fact]
    public void A_sum_at_the_end_of_the_integers_is_confined_and_does_not_throw()
    {
        NoisyCounts counts = new("counts", 200, CountNoise.Gaussian(Sensitivity.OfEntries(1, 1_000_000_000), Rho.FromNano(1)));
        using BudgetGrant grant = _room.Open(counts, counts);
        long[] high = [.. Enumerable.Repeat(long.MaxValue, 200)];
        long[] low = [.. Enumerable.Repeat(long.MinValue, 200)];
        Assert.Contains(long.MaxValue, counts.Release(grant, high).Value);
        Assert.Contains(long.MinValue, counts.Release(grant, low).Value);
    }
}
