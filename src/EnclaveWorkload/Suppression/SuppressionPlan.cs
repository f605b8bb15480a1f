using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Delivery;

namespace EnclaveCleanRoom.EnclaveWorkload.Suppression;

/// <summary>
/// For each person of the recipient's own table: is the person in the partner's table? Each answer is drawn by randomised response, and those with a yes are listed by their hashed ids.
/// </summary>
/// <remarks>
/// <para>
/// Neighbours: all rows of one person leave the partner's table; the recipient's own table, which the recipient knows, stays as it is. Then one answer's truth changes from yes to no, or
/// none, where the person is not among the recipient's people, and nothing else does: the people who are answered for, their order and, of too many, the lot that chooses them depend on the
/// recipient's table and the secret alone. So L0 = 1, and each list is at most e^ε times as likely with the person as without (Warner 1965): ε-differential privacy, and
/// (ε·tanh(ε/2))-zCDP (<see cref="RandomisedResponse.RhoOf"/>).
/// </para>
/// <para>
/// This is not so for somebody who leaves the recipient's table: a listed hash says that its person is in it. The recipient knows that. Therefore the list goes to it alone, and the result
/// names the weaker neighbours.
/// </para>
/// <para>
/// One answer a person of the agreed number is drawn, whether there are so many people or not, so that the number of draws follows from the terms. The estimates follow from the length of
/// the list: of n people of whom t are members, it has mean nq + t(1 - 2q) and variance nq(1 - q), q being the rate of wrong answers. Their intervals are by Bernstein's inequality, so they
/// hold for every n, and are about one and a half times as wide as the normal law's.
/// </para>
/// </remarks>
internal sealed class SuppressionPlan : QueryPlan
{
    /// <summary>ln(2/0.025): both tails of either estimate together have at most 2.5 %, so that the share, which is made of both, fails with at most 5 %.</summary>
    private static readonly double s_tails = Math.Log(2 / 0.025);

    private readonly Agreement _agreement;
    private readonly SuppressionTerms _terms;
    private readonly SuppressionQuery _query;
    private readonly RandomisedResponse _responses;

    internal SuppressionPlan(Agreement agreement, SuppressionTerms terms, SuppressionQuery query)
    {
        _agreement = agreement;
        _terms = terms;
        _query = query;
        _responses = new RandomisedResponse($"whether each person of {terms.Own} is in {terms.Partner}", terms.MaximumPeople, values: 2, query.Epsilon);
        Privacy = new PrivacyPlan(_responses);
    }

    public override DatasetId Primary => _terms.Own;

    public override IReadOnlyList<DatasetId> Partners => [_terms.Partner];

    public override PrivacyPlan Privacy { get; }

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset) => [QueryPlanner.IdColumnOf(_agreement, dataset)];

    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        DeliveredPeople people = DeliveredPeople.Of(table, table.Sides[0], QueryPlanner.IdColumnOf(_agreement, _terms.Own)).AtMost(_terms.MaximumPeople, table.People);
        int[] truth = new int[_terms.MaximumPeople];
        for (int place = 0; place < people.Count; place++)
        {
            truth[place] = table.People.IsInAll(people.People[place]) ? 1 : 0;
        }

        return new BoundedMembers(people, truth);
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        BoundedMembers members = (BoundedMembers)table;
        return _responses.Release(grant, members.Truth).Map<Answer>(responses => Answer(members.People, responses));
    }

    /// <summary>The estimate of how many of so many people are members lies within this of the truth, with at least 95 %.</summary>
    internal double HalfWidth(int people) => Deviation(people) / (1 - (2 * _query.FalseRate));

    private SuppressionAnswer Answer(DeliveredPeople people, ImmutableArray<int> responses)
    {
        int[] listed = [.. Enumerable.Range(0, people.Count).Where(place => responses[place] == 1)];
        Figure inPartner = MembersOf(people.Count, listed.Length);
        return new SuppressionAnswer
        {
            Covers = Coverage.TowardRecipient(_terms.Recipients[0]),
            IntervalsCoverBounding = false,
            Own = _terms.Own,
            Partner = _terms.Partner,
            EpsilonPermille = _query.EpsilonPermille,
            FalsePositiveRate = _query.FalseRate,
            FalseNegativeRate = _query.FalseRate,
            People = people.Count,
            Listed = people.List(listed),
            InPartner = inPartner,
            ListedInPartner = ShareOfList(listed.Length, inPartner),
        };
    }

    private Figure MembersOf(int people, int listed)
    {
        double estimate = (listed - (people * _query.FalseRate)) / (1 - (2 * _query.FalseRate));
        double half = HalfWidth(people);
        return Figures.Of(Math.Clamp(estimate, 0, people), Math.Clamp(estimate - half, 0, people), Math.Clamp(estimate + half, 0, people));
    }

    /// <summary>Of t members about (1 - q)t are listed.</summary>
    private Figure ShareOfList(int listed, Figure members)
    {
        double right = 1 - _query.FalseRate;
        double Share(double count) => listed == 0 ? 0 : Math.Clamp(count / listed, 0, 1);
        return Figures.Of(
            Share(right * members.Estimate), Share((right * members.Low) - Deviation(members.Low)), listed == 0 ? 1 : Share((right * members.High) + Deviation(members.High)));
    }

    /// <summary>How far so many independent wrong answers, each of probability q, stray from their mean: Bernstein's inequality.</summary>
    private double Deviation(double answers) => Math.Sqrt(2 * s_tails * answers * _query.FalseRate * (1 - _query.FalseRate)) + (s_tails / 3);
}
