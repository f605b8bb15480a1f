using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Quality;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.ModelRelease;

/// <summary>
/// Takes people out of each non-empty subset of the tables and codes, splits and bounds everything again: everybody else's features, outcomes and part must stay the same to the last bit, which is what the
/// sensitivity of the training rests on; and histograms of any scores must move no further than declared.
/// </summary>
public sealed class ModelRemovalTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Who_leaves_takes_their_own_rows_along_and_changes_nobody_elses(int seed)
    {
        TwoTables tables = TwoTables.Random((ulong)seed, people: 40, feeds: 120, ads: 400);
        int gone = 0;
        foreach (string person in tables.People.Take(12))
        {
            TwoTables last = tables.WithLast(person);
            List<string> with = Rows(ModelSample.Ask, last);
            foreach (TwoTables smaller in last.Without(person))
            {
                List<string> without = Rows(ModelSample.Ask, smaller);
                foreach (string row in without)
                {
                    Assert.True(with.Contains(row), "A row has changed that is not the person's.");
                }

                Assert.InRange(with.Count - without.Count, 0, ModelSample.Terms.RowsPerPerson);
                gone += with.Count - without.Count;
            }
        }

        Assert.True(gone > 20, "The test removes people that count.");
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void Who_leaves_a_partner_whose_people_alone_are_protected_leaves_the_same_rows_with_negative_outcomes_and_the_partners_columns_missing(int seed, bool isHybrid)
    {
        PrivateModelQuery query = isHybrid ? ModelSample.AskHybrid : ModelSample.AskSemiSensitive;
        TwoTables tables = TwoTables.Random((ulong)seed, people: 40, feeds: 120, ads: 400);
        int changed = 0;
        foreach (string person in tables.People.Take(12))
        {
            TwoTables last = tables.WithLast(person);
            using Run with = new(ModelSample.Agreement, query, last);
            using Run without = new(ModelSample.Agreement, query, last.Without(person).First());
            (ModelExamples before, ModelExamples after) = (Assert.IsType<ModelExamples>(with.Bounded), Assert.IsType<ModelExamples>(without.Bounded));
            Assert.Equal(before.Training, after.Training);
            Assert.Equal(before.HeldOut, after.HeldOut);
            foreach (int row in before.Training.Concat(before.HeldOut))
            {
                Assert.Equal(last.Ads[row].Id == person ? KnownAndMissing(before, row) : FeaturesOf(before, row), FeaturesOf(after, row));
                Assert.True(before.Labels[row] == after.Labels[row] || (last.Ads[row].Id == person && !after.Labels[row]));
                changed += before.Labels[row] != after.Labels[row] ? 1 : 0;
            }

            foreach (double[] scores in AnyScores(before.HeldOut.Length))
            {
                QualityPlan plan = new(ModelSample.SemiSensitive, models: 1, segments: 3, nanoRho: 1_000_000);
                AssertWithin(plan, 0, plan.CountOverall(before, [scores]), plan.CountOverall(after, [scores]));
                AssertWithin(plan, 1, plan.CountBySegment(before, scores), plan.CountBySegment(after, scores));
            }
        }

        Assert.True(changed > 10, "The test changes outcomes.");
    }

    [Fact]
    public void Histograms_of_whatever_scores_move_no_further_than_declared()
    {
        TwoTables tables = TwoTables.Random(5, people: 20, feeds: 80, ads: 400);
        QualityPlan plan = new(ModelSample.Terms, models: 2, segments: 3, nanoRho: 1_000_000);
        long furthest = 0;
        foreach (string person in tables.People)
        {
            TwoTables last = tables.WithLast(person);
            using Run with = new(ModelSample.Agreement, ModelSample.Ask, last);
            using Run without = new(ModelSample.Agreement, ModelSample.Ask, last.Without(person).Last());
            (ModelExamples before, ModelExamples after) = (Assert.IsType<ModelExamples>(with.Bounded), Assert.IsType<ModelExamples>(without.Bounded));

            // The person's rows are last, so the others have the same scores; the models are the same private ones.
            foreach (double[] scores in AnyScores(before.HeldOut.Length))
            {
                double[] kept = scores[..after.HeldOut.Length];
                AssertWithin(plan, 0, plan.CountOverall(before, [scores, scores]), plan.CountOverall(after, [kept, kept]));
                AssertWithin(plan, 1, plan.CountBySegment(before, scores), plan.CountBySegment(after, kept));
                furthest = Math.Max(furthest, Change.Between(plan.CountOverall(before, [scores, scores]), plan.CountOverall(after, [kept, kept])).L2Squared);
            }
        }

        Assert.InRange(furthest, 6, 2 * 3 * 3);
    }

    private static void AssertWithin(QualityPlan plan, int mechanism, long[] with, long[] without)
    {
        Sensitivity declared = plan.Mechanisms[mechanism].Reports[0].Sensitivity;
        Change change = Change.Between(with, without);
        Assert.True(change.IsWithin(declared), $"{change} is beyond {declared}");
    }

    /// <summary>All in one bin, and all over them.</summary>
    private static IEnumerable<double[]> AnyScores(int rows)
    {
        yield return new double[rows];
        yield return [.. Enumerable.Range(0, rows).Select(row => (row * 7 % 13) - 7.0)];
    }

    /// <summary>Each row that counts: its part, features and outcome, and which row of its table it is.</summary>
    private static List<string> Rows(PrivateModelQuery query, TwoTables tables)
    {
        using Run run = new(ModelSample.Agreement, query, tables);
        ModelExamples examples = Assert.IsType<ModelExamples>(run.Bounded);
        return
        [
            .. examples.Training.Select(row => $"trains {row}: {Describe(examples, row)}"),
            .. examples.HeldOut.Select(row => $"measures {row}: {Describe(examples, row)}"),
        ];
    }

    private static string Describe(ModelExamples examples, int row) => $"{string.Join(' ', FeaturesOf(examples, row))} is {examples.Labels[row]} in {examples.Segments[row]}";

    /// <summary>The values of the rows' own columns, and those of the partner's gone.</summary>
    private static IEnumerable<double> KnownAndMissing(ModelExamples examples, int row) =>
        [.. examples.Columns.Select(column => column.Feature.Column.Dataset == Sample.Feeds ? double.NaN : column.Read([row])[0])];

    private static IEnumerable<double> FeaturesOf(ModelExamples examples, int row) => [.. examples.Columns.Select(column => column.Read([row])[0])];
}
