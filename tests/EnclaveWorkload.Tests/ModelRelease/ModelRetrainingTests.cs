using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Selection;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;
using EnclaveCleanRoom.PrivateModels;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.ModelRelease;

/// <summary>
/// Runs the whole question without noise, joins, bounds, codes, trains and scores, and then again without a person: every vector that would have been released stays as near as its noise was made for. Both trainings see the same
/// releases up to each vector, as whoever learns the releases one after the other does; so what a person changes in one round is not hidden by what other rounds made of it.
/// </summary>
public sealed class ModelRetrainingTests
{
    private static readonly Dictionary<string, (PrivateModelQuery Query, bool IsOneWay)> s_questions = new()
    {
        ["everybody"] = (ModelSample.Ask, false),
        ["everybody, straight lines"] = (ModelSample.Ask with { Model = PrivateModelKind.Logistic }, false),
        ["everybody, trees"] = (ModelSample.Ask with { Model = PrivateModelKind.Trees }, false),
        ["outcomes"] = (ModelSample.AskSemiSensitive, true),
        ["outcomes and columns"] = (ModelSample.AskHybrid, true),
        ["outcomes and columns, straight lines"] = (ModelSample.AskHybrid with { Model = PrivateModelKind.Logistic }, true),
        ["columns"] = (ModelSample.AskHybridColumns, true),
        ["everybody, with domains that are selected"] = (ModelSample.AskOpen, false),
        ["columns, with domains that are selected or known"] = (ModelSample.AskOpenHybrid, true),
    };

    public static TheoryData<string> Questions => [.. s_questions.Keys];

    [Theory]
    [MemberData(nameof(Questions))]
    public void Nothing_moves_further_than_declared_when_anybody_leaves_and_it_is_trained_again(string name)
    {
        (PrivateModelQuery query, bool isOneWay) = s_questions[name];
        double[] furthest = [];
        foreach (ulong seed in new ulong[] { 1, 2 })
        {
            TwoTables tables = TwoTables.Random(seed, people: 30, feeds: 90, ads: 300);
            foreach (string person in tables.People.Take(7))
            {
                TwoTables last = tables.WithLast(person);
                using Run with = Ask(query, last);
                IReadOnlyList<SelectedFeature> features = Plan(with).Selections.Close(with.Grant, Assert.IsType<ModelExamples>(with.Bounded)).Features;
                List<long[]> released = Vectors(with, features, null);
                furthest = furthest.Length == 0 ? new double[released.Count] : furthest;

                // Where the rows' owner is the one recipient, its rows are no secret from it: people leave the partner's table alone.
                foreach (TwoTables smaller in isOneWay ? last.Without(person).Take(1) : last.Without(person))
                {
                    using Run without = Ask(query, smaller);
                    Compare(with, released, Vectors(without, features, released), times: 1, furthest);
                }
            }
        }

        // Noise is not made for what never happens: most vectors come near what is declared.
        Assert.True(furthest.Count(share => share > 0.1) > furthest.Length / 2, string.Join(' ', furthest));
    }

    [Theory]
    [InlineData("outcomes")]
    [InlineData("outcomes and columns")]
    [InlineData("columns")]
    [InlineData("columns, with domains that are selected or known")]
    public void A_partner_who_changes_a_persons_rows_in_any_way_moves_nothing_further_than_twice_that(string name)
    {
        PrivateModelQuery query = s_questions[name].Query;
        SplitMix random = new(11);
        string? Pick(params string?[] values) => values[random.Below(values.Length)];
        TwoTables tables = TwoTables.Random(4, people: 30, feeds: 90, ads: 300);
        foreach (string person in tables.People.Take(20))
        {
            TwoTables last = tables.WithLast(person);
            using Run with = Ask(query, last);
            IReadOnlyList<SelectedFeature> features = Plan(with).Selections.Close(with.Grant, Assert.IsType<ModelExamples>(with.Bounded)).Features;
            List<long[]> released = Vectors(with, features, null);
            TwoTables changed = last with
            {
                Feeds =
                [
                    .. last.Feeds.Where(row => row.Id != person),
                    .. Enumerable.Range(0, random.Below(4)).Select(_ => new FeedRow(person, Pick("culture", "news", "sport", null), Pick("a", "b", null), Pick("t1^t2", "t3", null), random.Below(80), random.Below(2))),
                ],
            };
            using Run without = Ask(query, changed);
            Compare(with, released, Vectors(without, features, released), times: 2, new double[released.Count]);
        }
    }

    private static PrivateModelPlan Plan(Run run) => Assert.IsType<PrivateModelPlan>(run.Plan);

    private static Run Ask(PrivateModelQuery query, TwoTables tables) => new(query.Selects ? ModelSample.OpenAgreement : ModelSample.Agreement, query, tables);

    private static void Compare(Run run, List<long[]> released, List<long[]> again, int times, double[] furthest)
    {
        Mechanism[] mechanisms = [.. run.Plan.Privacy.Mechanisms.Skip(Plan(run).Selections.Mechanisms.Length)];
        Assert.Equal(mechanisms.Length, released.Count);
        for (int i = 0; i < released.Count; i++)
        {
            Sensitivity declared = mechanisms[i].Reports[0].Sensitivity;
            Change change = Change.Between(released[i], again[i]);
            Assert.True(change.L2Squared <= times * times * declared.L2Squared, $"{mechanisms[i].Name}: {change} is beyond {times} times {declared}");
            Assert.True(change.LInfinity <= times * declared.LInfinity, $"{mechanisms[i].Name}: {change} is beyond {times} times {declared}");
            furthest[i] = Math.Max(furthest[i], (double)change.L2Squared / declared.L2Squared);
        }
    }

    /// <summary>What each mechanism of the plan would add noise to.</summary>
    /// <param name="run">The question, up to bounded rows.</param>
    /// <param name="features">The features, with domains that were released before.</param>
    /// <param name="released">What whoever learns the releases was told so far; none for this run's own sums.</param>
    private static List<long[]> Vectors(Run run, IReadOnlyList<SelectedFeature> features, List<long[]>? released)
    {
        PrivateModelPlan plan = Plan(run);
        ModelExamples examples = Assert.IsType<ModelExamples>(run.Bounded).Close(features);
        List<long[]> exact = [];
        List<double[]> scores = [];
        foreach (PrivateTraining training in new[] { plan.Training, plan.WithoutPartner }.OfType<PrivateTraining>())
        {
            int count = training.Features.Length;
            PrivateModel model = plan.Close(training, features).Fit(examples.TrainingExamples(count), Release, 1, CancellationToken.None);
            double[] scored = new double[examples.HeldOut.Length];
            model.Score(examples.ColumnsOf(examples.HeldOut, count), scored);
            scores.Add(scored);
        }

        exact.Add(plan.Quality.CountOverall(examples, scores));
        exact.Add(plan.Quality.CountBySegment(examples, scores[0]));
        return exact;

        ImmutableArray<long> Release(NoisyCounts mechanism, long[] sums)
        {
            exact.Add(sums);
            return [.. released is null ? sums : released[exact.Count - 1]];
        }
    }
}
