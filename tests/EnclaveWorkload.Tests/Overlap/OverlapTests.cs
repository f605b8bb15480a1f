using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Overlap;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Overlap;

public sealed class OverlapTests
{
    private static readonly Agreements.Agreement s_agreement = Sample.Agreement();

    [Fact]
    public void Removing_anybody_from_any_subset_of_the_tables_stays_within_the_declared_norms_and_reaches_them()
    {
        List<Change> changes = [];
        Sensitivity declared = default;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            TwoTables tables = TwoTables.Random(seed, people: 12, feeds: 25, ads: 25);
            long[] with = Counts(tables, out declared);
            foreach (string person in tables.People)
            {
                changes.AddRange(tables.Without(person).Select(smaller => Change.Between(with, Counts(smaller, out _))));
            }
        }

        Assert.All(changes, change => Assert.True(change.IsWithin(declared), change.ToString()));
        Assert.Equal(
            (declared.L0, declared.L1, declared.L2Squared, declared.LInfinity),
            (changes.Max(change => change.L0), changes.Max(change => change.L1), changes.Max(change => change.L2Squared), changes.Max(change => change.LInfinity)));
    }

    [Fact]
    public void People_count_once_each_whatever_their_rows_and_rows_of_nobody_do_not_count()
    {
        TwoTables tables = new(
            [Feed("a"), Feed("a"), Feed("b"), Feed(null), Feed("c")],
            [Ad("a"), Ad("c"), Ad("c"), Ad("d"), Ad(null), Ad("A")]);
        Assert.Equal([2, 1, 2], Counts(tables, out _));
    }

    [Fact]
    public void The_order_of_rows_changes_nothing()
    {
        TwoTables tables = TwoTables.Random(3, people: 40, feeds: 80, ads: 90);
        Assert.Equal(Counts(tables, out _), Counts(tables.Shuffled(4), out _));
    }

    [Fact]
    public void No_overlap_and_no_rows_at_all_are_answered_like_any_other()
    {
        TwoTables apart = new([Feed("a"), Feed("b")], [Ad("c")]);
        foreach (TwoTables tables in new[] { apart, TwoTables.Empty, apart with { Ads = [] } })
        {
            OverlapAnswer answer = Run.Answer<OverlapAnswer>(s_agreement, Sample.AskOverlap(), tables);
            Assert.InRange(0, answer.Overlap.Low, answer.Overlap.High);
            Assert.Equal([Sample.Ads, Sample.Feeds], answer.Tables.Select(table => table.Dataset));
            Assert.All(answer.Tables, table => Assert.InRange(table.MatchRate.Estimate, table.MatchRate.Low, table.MatchRate.High));
        }
    }

    [Fact]
    public void Intervals_cover_the_exact_figures_as_often_as_they_say()
    {
        TwoTables tables = TwoTables.Random(5, people: 200, feeds: 300, ads: 300);
        long[] exact = Counts(tables, out _);
        (int overlap, int people, int rate) = (0, 0, 0);
        const int Rounds = 300;
        for (int seed = 0; seed < Rounds; seed++)
        {
            OverlapAnswer answer = Run.Answer<OverlapAnswer>(s_agreement, Sample.AskOverlap(5_000_000), tables, seed);
            overlap += Covers(answer.Overlap, exact[2]);
            people += Covers(answer.Tables[0].People, exact[0] + exact[2]);
            rate += Covers(answer.Tables[0].MatchRate, (double)exact[2] / (exact[0] + exact[2]));
        }

        // 95 % less four deviations of so many rounds.
        Assert.All(new[] { overlap, people, rate }, covered => Assert.True(covered >= Rounds * 0.90, $"{covered} of {Rounds}"));
    }

    [Fact]
    public void Noise_is_drawn_in_a_number_that_the_plan_fixes()
    {
        using Run full = new(s_agreement, Sample.AskOverlap(), TwoTables.Random(6, people: 50, feeds: 90, ads: 90));
        using Run empty = new(s_agreement, Sample.AskOverlap(), TwoTables.Empty);
        PrivateRelease<Answer> release = full.Compute();
        empty.Compute();
        Assert.Equal(full.BytesDrawn, empty.BytesDrawn);
        Assert.Equal(full.Plan.Privacy.Cost, release.Cost);
        Assert.Equal(full.Plan.Privacy.Mechanisms.SelectMany(mechanism => mechanism.Reports), release.Mechanisms);
    }

    [Fact]
    public void Only_the_id_columns_are_read()
    {
        QueryPlan plan = QueryPlanner.Plan(s_agreement, Sample.AskOverlap());
        Assert.Equal(["user_id"], plan.ColumnsOf(Sample.Ads));
        Assert.Equal(["u_userId"], plan.ColumnsOf(Sample.Feeds));
    }

    private static long[] Counts(TwoTables tables, out Sensitivity declared)
    {
        using Run run = new(s_agreement, Sample.AskOverlap(), tables);
        declared = run.Plan.Privacy.Mechanisms[0].Reports[0].Sensitivity;
        return Assert.IsType<BoundedOverlap>(run.Bounded).Cells;
    }

    private static int Covers(Figure figure, double exact) => figure.Low <= exact && exact <= figure.High ? 1 : 0;

    private static FeedRow Feed(string? id) => new(id, "news", "a", null, 30, 0);

    private static AdRow Ad(string? id) => new(id, "top", "x", null, 1, 0);
}
