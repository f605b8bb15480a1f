using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Lift;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Lift;

public sealed class LiftTests
{
    private static LiftTerms TermsOf(bool byLabel) => byLabel ? Experiment.ByLabel : Experiment.Within;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Removing_anybody_from_any_subset_of_the_tables_stays_within_the_declared_norms_and_reaches_them(bool byLabel)
    {
        LiftTerms terms = TermsOf(byLabel);
        LiftQuery query = Experiment.Ask(terms);
        Func<PeopleByArm, long[]>[] vectors = [counted => counted.People, counted => counted.Sums[0], counted => counted.Squares[0]];
        List<Change>[] changes = [[], [], []];
        for (ulong seed = 1; seed <= 12; seed++)
        {
            Neighbours<Assigned, Outcome> rows = Experiment.Random(seed);
            foreach (string person in rows.People)
            {
                PeopleByArm with = Experiment.Exact(terms, query, rows);
                foreach (PeopleByArm without in rows.Without(person).Select(smaller => Experiment.Exact(terms, query, smaller)))
                {
                    for (int i = 0; i < vectors.Length; i++)
                    {
                        changes[i].Add(Change.Between(vectors[i](with), vectors[i](without)));
                    }
                }
            }
        }

        using TableRun run = Experiment.Run(terms, query, new([], []));
        for (int i = 0; i < vectors.Length; i++)
        {
            Sensitivity declared = run.Declared(i);
            Assert.All(changes[i], change => Assert.True(change.IsWithin(declared), $"{change} beyond {declared}"));
            Assert.Equal(
                (declared.L0, declared.L1, declared.L2Squared, declared.LInfinity),
                (changes[i].Max(change => change.L0), changes[i].Max(change => change.L1), changes[i].Max(change => change.L2Squared), changes[i].Max(change => change.LInfinity)));
        }
    }

    [Fact]
    public void Everybody_who_was_assigned_counts_once()
    {
        Neighbours<Assigned, Outcome> rows = new(
            [
                new Assigned("a", "exposed"), new Assigned("a", "exposed"), new Assigned("a", null), new Assigned("b", "exposed"), new Assigned("c", "held out"),
                new Assigned("d", "held out"), new Assigned("both", "exposed"), new Assigned("both", "held out"), new Assigned("third", "third"),
                new Assigned("none", null), new Assigned("odd", "Exposed"), new Assigned("also third", "held out"), new Assigned("also third", "third"), new Assigned(null, "exposed"),
            ],
            [
                new Outcome("a", 1), new Outcome("a", 2), new Outcome("b", 1, Label: 0), new Outcome("c", 1), new Outcome("both", 1), new Outcome("third", 1),
                new Outcome("stranger", 1), new Outcome(null, 1),
            ]);
        Assert.Equal([1, 1, 1, 1, 5], Experiment.Exact(Experiment.ByLabel, Experiment.Ask(Experiment.ByLabel), rows).People);
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(10, 110, true)]
    [InlineData(10, 111, false)]
    [InlineData(10, 9, false)]
    [InlineData(10, null, false)]
    public void A_conversion_counts_from_the_first_assignment_to_the_windows_end(long assigned, int? converted, bool counts)
    {
        Neighbours<Assigned, Outcome> rows = new([new Assigned("p", "exposed", assigned + 50), new Assigned("p", "exposed", assigned), new Assigned("p", "exposed", null)], [new Outcome("p", converted)]);
        Assert.Equal(counts ? [1, 0, 0, 0, 0] : [0, 1, 0, 0, 0], Experiment.Exact(Experiment.Within, Experiment.Ask(Experiment.Within), rows).People);
    }

    [Fact]
    public void Whoever_was_assigned_at_no_moment_is_among_the_others() =>
        Assert.Equal(
            [0, 0, 0, 0, 1],
            Experiment.Exact(Experiment.Within, Experiment.Ask(Experiment.Within), new([new Assigned("p", "exposed", null)], [new Outcome("p", 1)])).People);

    [Fact]
    public void A_value_is_summed_over_the_rows_that_count_and_bounded_for_each_person()
    {
        Neighbours<Assigned, Outcome> rows = new(
            [new Assigned("a", "exposed"), new Assigned("b", "held out"), new Assigned("c", "held out"), new Assigned("d", "held out")],
            [
                new Outcome("a", 1, 12.345), new Outcome("a", 2, 3), new Outcome("a", 3, 100, Label: 0), new Outcome("b", 1, 39), new Outcome("b", 1, 2), new Outcome("c", 1, -5),
                new Outcome("d", 1, double.NaN),
            ]);
        PeopleByArm counted = Experiment.Exact(Experiment.ByLabel, Experiment.Ask(Experiment.ByLabel), rows);
        Assert.Equal([1534, 4000], counted.Sums[0]);
        Assert.Equal([1534 * 1534, 4000 * 4000], counted.Squares[0]);
    }

    [Fact]
    public void Squares_of_large_values_are_counted_in_larger_units_and_rounded_up()
    {
        ValueScale scale = new(10_000_000);
        Assert.Equal((1_000_000_000, 10_000_000_000), (scale.MostUnits, scale.UnitsPerSquare));
        Assert.Equal((0, 1, 100_000_000), (scale.SquareOf(0), scale.SquareOf(1), scale.SquareOf(scale.MostUnits)));
        Assert.Equal(100_000_000L * 100_000_000, scale.SquareSensitivity.L2Squared);
        Assert.Equal(1, new ValueScale(100).UnitsPerSquare);
    }

    [Fact]
    public void Noise_is_drawn_in_a_number_that_the_plan_fixes_and_costs_what_was_planned()
    {
        LiftQuery query = Experiment.Ask(Experiment.ByLabel);
        using TableRun full = Experiment.Run(Experiment.ByLabel, query, Experiment.Random(6));
        using TableRun empty = Experiment.Run(Experiment.ByLabel, query, new([], []));
        PrivateRelease<Answer> release = full.Compute();
        LiftAnswer nothing = Assert.IsType<LiftAnswer>(empty.Compute().Value);
        Assert.Equal(full.BytesDrawn, empty.BytesDrawn);
        Assert.Equal(full.Plan.Privacy.Cost, release.Cost);
        Assert.InRange(release.Cost.NanoRho, query.NanoRho - 4, query.NanoRho);
        Assert.InRange(nothing.AbsoluteLift.Estimate, nothing.AbsoluteLift.Low, nothing.AbsoluteLift.High);
    }

    [Fact]
    public void Only_the_columns_that_are_asked_for_are_read()
    {
        QueryPlan label = QueryPlanner.Plan(Experiment.Agreement(Experiment.ByLabel), Experiment.Ask(Experiment.ByLabel) with { Values = [] });
        Assert.Equal(["viewer", "arm"], label.ColumnsOf(Experiment.Arms));
        Assert.Equal(["buyer", "label"], label.ColumnsOf(Experiment.Shop));
        QueryPlan within = QueryPlanner.Plan(Experiment.Agreement(Experiment.Within), Experiment.Ask(Experiment.Within));
        Assert.Equal(["viewer", "arm", "assigned_at"], within.ColumnsOf(Experiment.Arms));
        Assert.Equal(["buyer", "bought_at", "amount"], within.ColumnsOf(Experiment.Shop));
    }

    [Fact]
    public void An_answer_says_of_each_interval_what_it_covers()
    {
        using TableRun run = Experiment.Run(Experiment.ByLabel, Experiment.Ask(Experiment.ByLabel), Experiment.Random(7));
        LiftAnswer answer = Assert.IsType<LiftAnswer>(run.Compute().Value);
        Assert.All([answer.Treatment.People, answer.Control.Conversions, answer.Others], figure => Assert.Equal(Figure.FromNoise, figure.InferredFrom));
        Assert.All(
            [answer.AbsoluteLift, answer.IncrementalConversions, answer.Treatment.Rate, answer.Split.TreatmentShare, answer.Values[0].Difference, .. answer.RelativeLift],
            figure => Assert.Equal(Figure.FromSamplingAndNoise, figure.InferredFrom));
        Assert.Equal(("exposed", "held out"), (answer.Treatment.Arm, answer.Control.Arm));
    }
}
