using System.Collections.Immutable;
using System.Globalization;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Lift;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Lift;

/// <summary>docs/questions/lift.md: its figures are computed from its own tables; and what it says of planned experiments is tried out.</summary>
public sealed class LiftPageTests
{
    private static readonly QuestionPage s_page = new("lift.md");

    [Fact]
    public void The_true_values_and_the_width_are_those_of_the_page()
    {
        Neighbours<Assigned, Outcome> rows = new(
            [.. s_page.Table("viewer", "arm").Select(row => new Assigned(row[0], row[1]))],
            [.. s_page.Table("buyer", "label").Select(row => new Outcome(row[0], 0, Label: long.Parse(row[1], CultureInfo.InvariantCulture)))]);
        using TableRun run = Experiment.Run(Experiment.ByLabel, s_page.Query<LiftQuery>(), rows);
        string[] stated = Assert.Single(s_page.Table("exposed, converted", "exposed, not", "held out, converted", "held out, not", "others"));
        Assert.Equal(stated, ((PeopleByArm)run.Bounded).People.Select(number => $"{number}"));
        NoisyCounts mechanism = Assert.IsType<NoisyCounts>(Assert.Single(run.Plan.Privacy.Mechanisms));
        Assert.Equal(new Rational(100, 1), mechanism.Noise.Scale);
        Assert.Equal([mechanism.Name, $"{mechanism.Noise.HalfWidth(new Rational(95, 100))}"], Assert.Single(s_page.Table("number", "lies within, 95 %")));
    }

    [Fact]
    public void What_planned_experiments_can_find_is_as_the_page_says()
    {
        foreach (string[] row in s_page.Table("treated", "held out", "baseline", "ρ", "percentage points", "without noise"))
        {
            LiftDesign design = Design(Number(row[0]), Number(row[1]), Number(row[2]), Number(row[3]));
            Assert.Equal(
                row[4..],
                new[] { design.MinimumDetectableLift(0.8), design.MinimumDetectableLiftWithoutNoise(0.8) }.Select(lift => (lift!.Value * 100).ToString("0.000", CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData(4000, 4000, 0.05, 0.002, 0.8)]
    [InlineData(6000, 1500, 0.03, 0.01, 0.9)]
    public void A_lift_of_the_least_size_is_found_as_often_as_was_planned(int treated, int heldOut, double baseline, double rho, double power)
    {
        const int Runs = 4000;
        LiftDesign design = Design(treated, heldOut, baseline, rho);
        double lift = design.MinimumDetectableLift(power)!.Value;
        CountNoise noise = CountNoise.ForRho(LiftQuery.PeopleSensitivity, Rho.FromNano(design.NanoRho));
        ImmutableArray<long> draws = NoiseSeries.Draw(noise, 4 * Runs, seed: 31);
        SplitMix random = new(37);
        int found = 0;
        for (int run = 0; run < Runs; run++)
        {
            ArmNumbers Arm(int people, double rate, int place)
            {
                int converted = Enumerable.Range(0, people).Count(_ => random.Below(1_000_000) < rate * 1_000_000);
                return new ArmNumbers(converted + draws[(4 * run) + place], people - converted + draws[(4 * run) + place + 1], noise.Variance);
            }

            found += ArmNumbers.AbsoluteLift(Arm(treated, baseline + lift, 0), Arm(heldOut, baseline, 2)).Low > 0 ? 1 : 0;
        }

        Assert.InRange(found, Runs * (power - 0.03), Runs * (power + 0.03));
    }

    [Fact]
    public void A_design_without_room_for_a_lift_finds_none_and_impossible_ones_are_refused()
    {
        Assert.Null(Design(10, 10, 0.9, 1e-6).MinimumDetectableLift(0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => Design(0, 10, 0.1, 1).MinimumDetectableLift(0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => Design(10, 10, 1, 1).MinimumDetectableLift(0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => Design(10, 10, 0.1, 0).MinimumDetectableLift(0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => Design(10, 10, 0.1, 1).MinimumDetectableLift(0.5));
    }

    private static LiftDesign Design(double treated, double heldOut, double baseline, double rho) =>
        new() { Treated = (long)treated, HeldOut = (long)heldOut, Baseline = baseline, NanoRho = (long)Math.Round(rho * 1e9) };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
