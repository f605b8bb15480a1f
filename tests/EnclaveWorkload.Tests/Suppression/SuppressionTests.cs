using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Suppression;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Suppression;

public sealed class SuppressionTests
{
    private static readonly SuppressionTerms s_terms = new()
    {
        Id = TermsId.Parse("leave-out"),
        Requesters = [PartyId.Parse("owner")],
        Recipients = [PartyId.Parse("owner")],
        MaximumNanoRho = 100_000_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Own = Scene.Members.Id,
        Partner = Scene.Buyers.Id,
        MaximumPeople = 40,
    };

    [Fact]
    public void Somebody_who_leaves_the_partners_table_changes_one_answer_and_nothing_else()
    {
        int changed = 0;
        for (ulong seed = 1; seed <= 10; seed++)
        {
            Scene scene = Scene.Random(s_terms, seed, people: 12, ads: 1, others: 14);
            BoundedMembers with = Bounded(scene);
            foreach (string person in scene.Table(s_terms.Partner).Rows.Select(row => row[0]).OfType<string>().Distinct())
            {
                BoundedMembers without = Bounded(scene with { Tables = [.. scene.Tables.Select(table => table.Terms.Id == s_terms.Partner ? table.Without(person) : table)] });
                Assert.Equal(Everybody(with), Everybody(without));
                long[] truth = [.. with.Truth.ToArray().Select(value => (long)value)];
                Change change = Change.Between(truth, [.. without.Truth.ToArray().Select(value => (long)value)]);
                Assert.True(change.IsWithin(Sensitivity.One), change.ToString());
                changed += (int)change.L1;
            }
        }

        Assert.True(changed > 10, $"{changed}");
    }

    [Fact]
    public void The_truth_is_whether_each_of_the_recipients_people_has_a_row_in_the_partners_table()
    {
        Scene scene = Members(["ana", "ana", "ben", "cleo", null], ["ana", "cleo", "cleo", "dan", null]);
        BoundedMembers bounded = Bounded(scene);
        Assert.Equal(3, bounded.People.Count);
        Assert.Equal(s_terms.MaximumPeople, bounded.Truth.Length);
        Assert.Equal(Hashed.List("ana", "cleo"), bounded.People.List(Enumerable.Range(0, 3).Where(place => Bounded(scene).Truth[place] == 1)));
    }

    [Fact]
    public void The_list_has_the_recipients_people_only_and_its_rates_are_those_of_epsilon()
    {
        string[] own = [.. Enumerable.Range(0, 2000).Select(i => $"own-{i}")];
        string[] partner = [.. own.Take(500), .. Enumerable.Range(0, 300).Select(i => $"partner-{i}")];
        SuppressionAnswer answer = Run.Answer<SuppressionAnswer>(Members(own, partner, s_terms with { MaximumPeople = 3000 }), Ask(3000));
        HashSet<string> listed = [.. Hashed.All(answer.Listed)];
        Assert.Subset(own.Select(Hashed.Of).ToHashSet(), listed);
        int missed = own.Take(500).Count(id => !listed.Contains(Hashed.Of(id)));
        int wrong = own.Skip(500).Count(id => listed.Contains(Hashed.Of(id)));

        // 4.74 % of 500 and of 1500, give or take four deviations.
        Assert.InRange(missed, 24 - 19, 24 + 19);
        Assert.InRange(wrong, 71 - 33, 71 + 33);
        Assert.Equal(2000, answer.People);
        Assert.InRange(500, answer.InPartner.Low, answer.InPartner.High);
        Assert.InRange((500.0 - missed) / answer.Listed.Count, answer.ListedInPartner.Low, answer.ListedInPartner.High);
        Assert.True(answer.InPartner.High - answer.InPartner.Low < 200);
        Assert.Equal(answer.FalsePositiveRate, answer.FalseNegativeRate);
    }

    [Fact]
    public void Intervals_cover_what_they_are_of_as_often_as_they_say()
    {
        string[] own = [.. Enumerable.Range(0, 300).Select(i => $"own-{i}")];
        HashSet<string> members = [.. own.Take(60).Select(Hashed.Of)];
        Scene scene = Members(own, own.Take(60), s_terms with { MaximumPeople = 300 });
        (int people, int share) = (0, 0);
        const int Rounds = 200;
        for (int seed = 0; seed < Rounds; seed++)
        {
            SuppressionAnswer answer = Run.Answer<SuppressionAnswer>(scene, Ask(1000), seed);
            double truth = Hashed.All(answer.Listed).Count(members.Contains) / (double)answer.Listed.Count;
            people += Covers(answer.InPartner, 60);
            share += Covers(answer.ListedInPartner, truth);
        }

        Assert.All(new[] { people, share }, covered => Assert.True(covered >= Rounds * 0.95, $"{covered} of {Rounds}"));
    }

    [Fact]
    public void Of_more_people_than_agreed_a_lot_chooses_and_as_many_answers_are_drawn_as_of_nobody()
    {
        string[] own = [.. Enumerable.Range(0, 500).Select(i => $"own-{i}")];
        using Run many = new(Members(own, own), Ask(1000));
        using Run nobody = new(Members([], []), Ask(1000));
        BoundedMembers bounded = Assert.IsType<BoundedMembers>(many.Bounded);
        Assert.Equal(s_terms.MaximumPeople, bounded.People.Count);
        Assert.DoesNotContain(0, bounded.Truth.ToArray());
        SuppressionAnswer answer = Assert.IsType<SuppressionAnswer>(many.Compute().Value);
        Assert.Equal(s_terms.MaximumPeople, answer.People);
        SuppressionAnswer empty = Assert.IsType<SuppressionAnswer>(nobody.Compute().Value);
        Assert.Equal((0, 0, 0.0), (empty.People, empty.Listed.Count, empty.InPartner.High));
    }

    [Fact]
    public void The_lot_does_not_look_at_the_partners_table()
    {
        string[] own = [.. Enumerable.Range(0, 200).Select(i => $"own-{i}")];
        Assert.Equal(Everybody(Bounded(Members(own, own))), Everybody(Bounded(Members(own, []))));
    }

    [Fact]
    public void The_cost_is_that_of_randomised_response_and_the_stated_epsilon_is_epsilon()
    {
        QueryPlan plan = QueryPlanner.Plan(Members([], []).Agreement, Ask(3000));
        Assert.Equal(new PrivacyCost(2_715_444_761, 0), plan.Privacy.Cost);
        Assert.InRange(plan.Privacy.EpsilonAt(Delta.FromAtto(1_000_000_000_000)), 2.99999, Math.BitIncrement(3));
        Assert.Equal(["id"], plan.ColumnsOf(s_terms.Own));
        Assert.Equal(["id"], plan.ColumnsOf(s_terms.Partner));
    }

    [Fact]
    public void The_order_of_rows_and_ids_that_are_hashes_change_nothing_for_anybody()
    {
        string[] own = ["ana", "ben", Hashed.Of("cleo")];
        Assert.Equal(Everybody(Bounded(Members(own, []))), Everybody(Bounded(Members([.. own.Reverse()], []))));
        Assert.Equal(Hashed.List("ana", "ben", "cleo"), Everybody(Bounded(Members(own, []))));
    }

    private static SuppressionQuery Ask(int epsilonPermille) => new() { Terms = s_terms.Id, NanoRho = 5_000_000_000, EpsilonPermille = epsilonPermille };

    private static Scene Members(IEnumerable<string?> own, IEnumerable<string?> partner, SuppressionTerms? terms = null) => Scene.Of(
        terms ?? s_terms,
        new SceneTable(Scene.Members, [.. own.Select(id => new[] { id, "f", "email", "30", "1" })]),
        new SceneTable(Scene.Buyers, [.. partner.Select(id => new[] { id, "f", "email", "30", "1" })]));

    private static BoundedMembers Bounded(Scene scene)
    {
        using Run run = new(scene, Ask(3000));
        return Assert.IsType<BoundedMembers>(run.Bounded);
    }

    private static HashedIdList Everybody(BoundedMembers members) => members.People.List(Enumerable.Range(0, members.People.Count));

    private static int Covers(Figure figure, double exact) => figure.Low <= exact && exact <= figure.High ? 1 : 0;
}
