using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Lift;

/// <summary>
/// A randomised holdout: everybody who was assigned counts once, in one number out of five: treated or held out, converted or not, and all others. Rates, lifts and their intervals follow
/// by post-processing, from the numbers and from the noise's public law.
/// </summary>
/// <remarks>
/// Neighbours: all rows of one person leave any non-empty subset of the two tables. A person's arm depends on the person's assignments, whether the person converted on the person's rows of
/// both tables. Who leaves the assignments, or both tables, leaves one number: one entry by one. Who leaves the outcomes alone is still assigned, and if converted moves to the others of the
/// same arm: two entries by one. So L0 = 2, L1 = 2, L2² = 2, L∞ = 1. A value's bounded sum of the person, 0 to V, leaves one entry in each case: L1 = L2 = V; its square likewise.
/// </remarks>
internal sealed class LiftPlan : QueryPlan
{
    private readonly Agreement _agreement;
    private readonly LiftTerms _terms;
    private readonly LiftQuery _query;
    private readonly LiftMechanisms _mechanisms;

    internal LiftPlan(Agreement agreement, LiftTerms terms, LiftQuery query)
    {
        _agreement = agreement;
        _terms = terms;
        _query = query;
        _mechanisms = new LiftMechanisms(terms, query);
        Privacy = new PrivacyPlan([.. _mechanisms.All]);
    }

    public override DatasetId Primary => _terms.Arm.Dataset;

    public override IReadOnlyList<DatasetId> Partners => [_terms.Outcome.Dataset];

    public override PrivacyPlan Privacy { get; }

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset)
    {
        string id = QueryPlanner.IdColumnOf(_agreement, dataset);
        return (_terms.Outcome, dataset == Primary) switch
        {
            (WithinOutcome within, true) => [id, _terms.Arm.Column, within.AssignedAt.Column],
            (_, true) => [id, _terms.Arm.Column],
            (WithinOutcome within, false) => [id, within.ConvertedAt.Column, .. Values],
            (var outcome, false) => [id, ((LabelOutcome)outcome).Label.Column, .. Values],
        };
    }

    private IEnumerable<string> Values => _query.Values.Select(value => value.Column);

    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        int people = table.People.Count;
        Assignments assignments = Assignments.Read(table.SideOf(Primary), people, _terms);
        Outcomes outcomes = Outcomes.Read(table.SideOf(_terms.Outcome.Dataset), people, _terms.Outcome, _query, _mechanisms.Scales, assignments);
        PeopleByArm counted = new(_query.Values.Count);
        for (int person = 0; person < people; person++)
        {
            Count(person, assignments.ArmOf(person), outcomes, counted);
        }

        return counted;
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        PeopleByArm counted = (PeopleByArm)table;
        PrivateRelease<ImmutableList<ImmutableArray<long>>> released = _mechanisms.People.Release(grant, counted.People).Map(ImmutableList.Create);
        foreach ((NoisyCounts mechanism, long[] exact) in _mechanisms.Sums.Zip(counted.Sums).Concat(_mechanisms.Squares.Zip(counted.Squares)))
        {
            released = released.Combine(mechanism.Release(grant, exact), (all, next) => all.Add(next));
        }

        return released.Map<Answer>(new LiftFigures(_terms, _query, _mechanisms).Write);
    }

    private void Count(int person, Arm arm, Outcomes outcomes, PeopleByArm counted)
    {
        if (arm == Arm.None)
        {
            return;
        }

        if (arm == Arm.Other)
        {
            counted.People[4]++;
            return;
        }

        int place = arm == Arm.Treatment ? 0 : 1;
        counted.People[(2 * place) + (outcomes.IsConverted(person) ? 0 : 1)]++;
        for (int value = 0; value < counted.Sums.Length; value++)
        {
            long units = _mechanisms.Scales[value].Bound(outcomes.SumOf(value, person));
            counted.Sums[value][place] += units;
            counted.Squares[value][place] += _mechanisms.Scales[value].SquareOf(units);
        }
    }
}
