using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Lookalike;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Lookalike;

public sealed class LookalikeTests
{
    private static readonly LookalikeTerms s_withExisting = Town.Terms with { Existing = [Town.Existing.Id] };

    [Fact]
    public void Leaving_the_seed_the_existing_audience_or_both_changes_one_label_and_the_declared_counts()
    {
        LookalikeTerms terms = s_withExisting with { MinimumSeed = 1 };
        List<Change> changes = [];
        Sensitivity declared = default;
        for (ulong seed = 1; seed <= 4; seed++)
        {
            Scene scene = Town.Random(terms, seed, people: 300);
            (BoundedAudience with, Ranking ranking, LookalikePlan plan) = Bounded(scene, Town.Ask with { Size = Town.Terms.Sizes[2] });
            declared = plan.Privacy.Mechanisms[^1].Reports[0].Sensitivity;
            long[] counts = plan.Count(with, ranking);
            foreach (string person in Town.IdsOf(scene, Town.Seed).Concat(Town.IdsOf(scene, Town.Existing)).Distinct())
            {
                foreach (Scene smaller in scene.Without(person, [Town.Seed.Id, Town.Existing.Id]))
                {
                    (BoundedAudience without, _, _) = Bounded(smaller);
                    Assert.Equal(with.People.List(Everybody(with)), without.People.List(Everybody(without)));
                    Assert.Equal(with.IsHeldOut, without.IsHeldOut);
                    Assert.All(with.Values.Zip(without.Values), pair => Assert.True(pair.First.Numbers.SequenceEqual(pair.Second.Numbers) && pair.First.Codes.SequenceEqual(pair.Second.Codes)));
                    Assert.True(Everybody(with).Count(place => with.IsSeed[place] != without.IsSeed[place]) <= 1);

                    // Given the model, and with it the ranking, the counts move by no more than declared.
                    changes.Add(Change.Between(counts, plan.Count(without, ranking)));
                }
            }
        }

        Assert.All(changes, change => Assert.True(change.IsWithin(declared), $"{change} is beyond {declared}"));
        Assert.Equal(
            (declared.L0, declared.L1, declared.L2Squared, declared.LInfinity),
            (changes.Max(change => change.L0), changes.Max(change => change.L1), changes.Max(change => change.L2Squared), changes.Max(change => change.LInfinity)));
    }

    [Fact]
    public void Without_an_existing_audience_somebody_counts_in_one_cell() =>
        Assert.Equal(Sensitivity.One, Plan(Town.Terms).Privacy.Mechanisms[^1].Reports[0].Sensitivity);

    [Fact]
    public void A_segment_follows_from_the_model_and_the_audience_whoever_is_in_the_seed()
    {
        Scene scene = Town.Random(Town.Terms, 3, people: 400);
        (BoundedAudience audience, Ranking ranking, LookalikePlan plan) = Bounded(scene);
        Scene nobody = scene with { Tables = [.. scene.Tables.Select(table => table.Terms.Id == Town.Seed.Id ? table with { Rows = [] } : table)] };
        using Run run = new(scene, Town.Ask);
        PrivateModels.PrivateModel model = Model(run);
        Assert.Equal(plan.Rank(audience, model, 1).Best(400).ToArray(), plan.Rank(Bounded(nobody).Audience, model, 2).Best(400).ToArray());
        Assert.Equal(400, ranking.Best(400).ToArray().Distinct().Count());
    }

    [Fact]
    public void Seed_people_are_listed_like_everybody_else()
    {
        Scene scene = Town.Random(Town.Terms, 5, people: 20_000);
        LookalikeAnswer answer = Run.Answer<LookalikeAnswer>(scene, Town.Ask);
        HashSet<string> listed = [.. Hashed.All(answer.Segment)];
        HashSet<string> seed = [.. Town.IdsOf(scene, Town.Seed).Select(Hashed.Of)];
        Assert.True(answer.IsSeedLargeEnough);
        Assert.Equal((20_000, 1000), (answer.People, answer.Segment.Count));
        Assert.Subset(Town.IdsOf(scene, Town.Audience).Select(Hashed.Of).ToHashSet(), listed);

        // In the east with more than twenty visits 18 % are customers, of everybody about 4 %.
        Assert.InRange(listed.Count(seed.Contains), 140, 230);
    }

    [Fact]
    public void Relevance_and_recall_are_told_for_every_size_with_intervals_that_cover_held_out_people()
    {
        Scene scene = Town.Random(Town.Terms, 6, people: 20_000);
        using Run run = new(scene, Town.Ask with { NanoRho = 200_000_000 });
        BoundedAudience audience = (BoundedAudience)run.Bounded;
        LookalikePlan plan = (LookalikePlan)run.Plan;
        LookalikeAnswer answer = (LookalikeAnswer)run.Compute().Value;
        HashSet<string> listed = [.. Hashed.All(answer.Segment)];
        int[] heldOut = [.. Everybody(audience).Where(place => audience.IsHeldOut[place])];
        bool IsListed(int place) => listed.Contains(Hashed.All(audience.People.List([place])).Single());
        double recall = heldOut.Count(place => audience.IsSeed[place] && IsListed(place)) / (double)heldOut.Count(place => audience.IsSeed[place]);
        double share = heldOut.Count(IsListed) / (double)heldOut.Length;

        Assert.Equal(Town.Terms.Sizes, answer.Curve.Select(point => point.Size));
        Assert.Equal([1000, 200, 4000, 300], answer.Curve.Select(point => point.People));
        Assert.InRange(recall, answer.Curve[0].Recall.Low, answer.Curve[0].Recall.High);
        Assert.InRange(recall / share, answer.Curve[0].Relevance.Low, answer.Curve[0].Relevance.High);
        Assert.True(answer.Curve[2].Recall.Estimate > 0.3);
        Assert.True(answer.Curve[2].Relevance.Low > 1.2);
        Assert.InRange(plan.Privacy.Mechanisms.Length, 2, 60);
        Assert.InRange(answer.MatchedSeed.Estimate, Everybody(audience).Count(place => audience.IsSeed[place]) - 150, Everybody(audience).Count(place => audience.IsSeed[place]) + 150);
    }

    [Fact]
    public void Too_small_a_seed_lists_nobody_and_draws_and_costs_the_same()
    {
        string?[][] audience = [.. Town.Random(Town.Terms, 7, people: 3000).Table(Town.Audience.Id).Rows];
        using Run small = new(Town.Of(s_withExisting, audience, ["p1", "p2", "p3"], ["p4"]), Town.Ask with { NanoRho = 500_000_000 });
        using Run large = new(Town.Of(s_withExisting, audience, audience.Select(row => row[0]).Take(900), ["p4"]), Town.Ask with { NanoRho = 500_000_000 });
        PrivateRelease<Answer> withheld = small.Compute();
        PrivateRelease<Answer> given = large.Compute();
        LookalikeAnswer nobody = (LookalikeAnswer)withheld.Value;
        LookalikeAnswer somebody = (LookalikeAnswer)given.Value;
        Assert.False(nobody.IsSeedLargeEnough);
        Assert.Equal((0, 0, 0, 3000), (nobody.Segment.Count, nobody.Curve.Count, nobody.InExisting.Count, nobody.People));
        Assert.True(somebody.IsSeedLargeEnough);
        Assert.Equal((150, 4, 1), (somebody.Segment.Count, somebody.Curve.Count, somebody.InExisting.Count));
        Assert.Equal(given.Cost, withheld.Cost);
        Assert.Equal(small.Plan.Privacy.Cost, withheld.Cost);
        Assert.Equal(given.Mechanisms.Length, withheld.Mechanisms.Length);
    }

    [Fact]
    public void The_minimum_is_compared_with_the_noised_count_alone()
    {
        Scene scene = Town.Random(Town.Terms, 8, people: 3000);
        int matched = Town.IdsOf(scene, Town.Seed).Count(Town.IdsOf(scene, Town.Audience).Contains);
        scene = scene with { Agreement = scene.Agreement with { Queries = [Town.Terms with { MinimumSeed = matched }] } };
        bool[] enough = [.. Enumerable.Range(1, 12).Select(seed =>
        {
            LookalikeAnswer answer = Run.Answer<LookalikeAnswer>(scene, Town.Ask, seed);
            Assert.Equal(answer.MatchedSeed.Estimate >= matched, answer.IsSeedLargeEnough);
            return answer.IsSeedLargeEnough;
        })];
        Assert.Contains(true, enough);
        Assert.Contains(false, enough);
    }

    [Fact]
    public void How_many_of_the_segment_are_in_the_existing_audience_is_a_noised_count()
    {
        Scene scene = Town.Random(s_withExisting, 9, people: 20_000);
        LookalikeAnswer answer = Run.Answer<LookalikeAnswer>(scene, Town.Ask);
        HashSet<string> existing = [.. Town.IdsOf(scene, Town.Existing).Select(Hashed.Of)];
        Figure figure = Assert.Single(answer.InExisting);
        Assert.InRange(Hashed.All(answer.Segment).Count(existing.Contains), figure.Low, figure.High);
        Assert.True(figure.High > figure.Low);
    }

    [Fact]
    public void An_empty_audience_or_seed_is_answered_and_rows_of_nobody_count_for_nothing()
    {
        foreach (Scene scene in new[]
        {
            Town.Of(Town.Terms, [], []),
            Town.Of(Town.Terms, [[null, "east", "30", "1", "0"]], [null]),
            Town.Of(Town.Terms, [["a", null, null, null, null], ["b", "moon", "-5", "9999", "7"]], ["a", "z"]),
            Town.Of(Town.Terms with { MinimumSeed = 1 }, [["a", "east", "30", "1", "0"]], ["a"]),
        })
        {
            LookalikeAnswer answer = Run.Answer<LookalikeAnswer>(scene, Town.Ask);
            Assert.True(answer.Segment.Count <= answer.People);
            Assert.Equal(Town.IdsOf(scene, Town.Audience).Count, answer.People);
        }
    }

    [Fact]
    public void Of_several_rows_the_most_frequent_category_and_the_mean_count()
    {
        Scene scene = Town.Of(Town.Terms, [["a", "west", "20", "3", "1"], ["a", "west", "40", null, "0"], ["a", "east", "60", "6", "0"]], ["a"]);
        BoundedAudience audience = Bounded(scene).Audience;
        Assert.Equal([3], audience.Values[0].Codes);
        Assert.Equal([40.0, 4.5, 1 / 3.0], audience.Values.Skip(1).Select(values => values.Numbers[0]));
    }

    [Fact]
    public void The_order_of_rows_and_the_number_of_threads_change_nothing()
    {
        Scene scene = Town.Random(Town.Terms with { MinimumSeed = 1 }, 10, people: 300);
        (BoundedAudience audience, _, LookalikePlan plan) = Bounded(scene);
        (BoundedAudience shuffled, _, _) = Bounded(scene.Shuffled(3));
        using Run run = new(scene, Town.Ask);
        PrivateModels.PrivateModel model = Model(run);
        Assert.Equal(audience.People.List(plan.Rank(audience, model, 1).Best(30).ToArray()), shuffled.People.List(plan.Rank(shuffled, model, 4).Best(30).ToArray()));
    }

    [Fact]
    public void The_cost_is_within_what_was_asked_and_only_ids_of_the_seed_are_read()
    {
        LookalikePlan plan = Plan(s_withExisting);
        Assert.InRange(plan.Privacy.Cost.NanoRho, Town.Ask.NanoRho * 99 / 100, Town.Ask.NanoRho);
        Assert.Equal(0, plan.Privacy.Cost.AttoDelta);
        Assert.Equal(["id"], plan.ColumnsOf(Town.Seed.Id));
        Assert.Equal(["id"], plan.ColumnsOf(Town.Existing.Id));
        Assert.Equal(["id", "district", "age", "visits", "member"], plan.ColumnsOf(Town.Audience.Id));
        Assert.Equal([Town.Audience.Id, Town.Seed.Id, Town.Existing.Id], plan.Datasets);
    }

    internal static PrivateModels.PrivateModel Model(Run run) => ((LookalikePlan)run.Plan).Train((BoundedAudience)run.Bounded, run.Grant, 1, CancellationToken.None).Value;

    private static IEnumerable<int> Everybody(BoundedAudience audience) => Enumerable.Range(0, audience.People.Count);

    private static LookalikePlan Plan(LookalikeTerms terms) => (LookalikePlan)QueryPlanner.Plan(Town.Of(terms, [], []).Agreement, Town.Ask);

    private static (BoundedAudience Audience, Ranking Ranking, LookalikePlan Plan) Bounded(Scene scene, LookalikeQuery? query = null)
    {
        using Run run = new(scene, query ?? Town.Ask);
        BoundedAudience audience = Assert.IsType<BoundedAudience>(run.Bounded);
        LookalikePlan plan = (LookalikePlan)run.Plan;
        return (audience, plan.Rank(audience, Model(run), 1), plan);
    }
}
