using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.CtrModel;

/// <summary>
/// Removes held-out people and trains again: both models, and so everybody else's scores, must come out the same, and the histograms
/// must lose that person's rows and nothing else.
/// </summary>
public sealed class CtrModelRemovalTests
{
    /// <summary>Where the second model's histograms begin.</summary>
    private static readonly int s_second = 2 * Sample.Model.ScoreBins;

    private static readonly Agreement s_agreement = Sample.Agreement();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Removing_a_held_out_person_takes_that_persons_rows_out_of_both_histograms_and_moves_nobody_else(int seed)
    {
        TwoTables tables = TwoTables.Random((ulong)seed, people: 80, feeds: 200, ads: 400);
        int moved = 0;
        foreach (string person in HeldOutPeople(tables).Take(8))
        {
            TwoTables last = tables.WithLast(person);
            long[] with = Exact(last, out Sensitivity declared);
            foreach (TwoTables smaller in last.Without(person))
            {
                long[] without = Exact(smaller, out _);
                Assert.All(with.Zip(without), pair => Assert.True(pair.First >= pair.Second, "Somebody else's row has moved into another bin."));
                Change change = Change.Between(with, without);
                Assert.True(change.IsWithin(declared), change.ToString());
                Assert.InRange(change.L1, 0, 2 * Sample.Model.RowsPerPerson);
                Assert.Equal(with[..s_second].Sum() - without[..s_second].Sum(), with[s_second..].Sum() - without[s_second..].Sum());
                moved += change.L1 > 0 ? 1 : 0;
            }
        }

        Assert.True(moved > 8, "The test removes people that count.");
    }

    [Fact]
    public void The_models_tell_scores_apart_so_that_a_moved_score_would_be_seen()
    {
        long[] exact = Exact(TwoTables.Random(2, people: 80, feeds: 200, ads: 400), out _);
        Assert.True(exact[..s_second].Count(count => count > 0) >= 8);
        Assert.True(exact[s_second..].Count(count => count > 0) >= 3);
        Assert.NotEqual(exact[..s_second], exact[s_second..]);
    }

    [Fact]
    public void Removing_a_training_person_may_move_others_which_is_why_the_exception_must_be_signed()
    {
        TwoTables tables = TwoTables.Random(1, people: 80, feeds: 200, ads: 400);
        HashSet<string> heldOut = [.. HeldOutPeople(tables)];
        string[] training = [.. tables.People.Where(person => !heldOut.Contains(person)).Take(6)];
        Assert.Contains(training, person =>
        {
            TwoTables last = tables.WithLast(person);
            return Exact(last, out _).Zip(Exact(last.Without(person).Last(), out _)).Any(pair => pair.First < pair.Second);
        });
    }

    [Fact]
    public void One_persons_rows_are_bounded_in_each_histogram()
    {
        TwoTables one = TwoTables.Random(5, people: 60, feeds: 120, ads: 240);
        AdRow[] many = [.. Enumerable.Range(0, 50).Select(i => one.Ads[0] with { Id = one.Ads[0].Id ?? "x", Price = i })];
        TwoTables tables = one with { Ads = [.. one.Ads, .. many] };
        using Run run = new(s_agreement, Sample.AskModel(), tables);
        BoundedExamples examples = Assert.IsType<BoundedExamples>(run.Bounded);
        Assert.All(
            examples.HeldOut.GroupBy(row => run.Joined.PrimaryPeople[row]),
            person => Assert.InRange(person.Count(), 1, Sample.Model.RowsPerPerson));
    }

    [Fact]
    public void Nobody_both_trains_and_measures()
    {
        using Run run = new(s_agreement, Sample.AskModel(), TwoTables.Random(7, people: 200, feeds: 300, ads: 600));
        BoundedExamples examples = Assert.IsType<BoundedExamples>(run.Bounded);
        Assert.Empty(examples.Training.Select(row => run.Joined.PrimaryPeople[row]).Intersect(examples.HeldOut.Select(row => run.Joined.PrimaryPeople[row])));
    }

    [Fact]
    public void Who_is_held_out_follows_from_a_secret_and_has_the_agreed_share()
    {
        TwoTables tables = new(
            [.. Enumerable.Range(0, 2000).Select(i => new FeedRow($"p{i}", "news", "a", null, 1, 0))],
            [.. Enumerable.Range(0, 2000).Select(i => new AdRow($"p{i}", "top", "x", null, 1, i % 2))]);
        string[] once = HeldOutPeople(tables, seed: 1);
        string[] again = HeldOutPeople(tables, seed: 2);
        Assert.InRange(once.Length, 500, 700);
        Assert.NotEqual(once, again);
    }

    private static string[] HeldOutPeople(TwoTables tables, int seed = 1)
    {
        using Run run = new(s_agreement, Sample.AskModel(), tables, seed);
        BoundedExamples examples = Assert.IsType<BoundedExamples>(run.Bounded);
        return [.. examples.HeldOut.Select(row => tables.Ads[row].Id).OfType<string>().Distinct()];
    }

    private static long[] Exact(TwoTables tables, out Sensitivity declared)
    {
        using Run run = new(s_agreement, Sample.AskModel(), tables);
        declared = run.Plan.Privacy.Mechanisms[0].Reports[0].Sensitivity;
        return Assert.IsType<CtrModelPlan>(run.Plan).CountScores((BoundedExamples)run.Bounded, 1, CancellationToken.None);
    }
}
