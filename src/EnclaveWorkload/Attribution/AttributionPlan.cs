using System.Collections.Immutable;
using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Attribution;

/// <summary>
/// Conversions of one table, credited to the campaigns of the same person's exposures in the other. Conversions of people without exposures stay, and are
/// unattributed: before noise, campaigns, other campaigns and what is unattributed add up to all bounded conversions, under every model.
/// </summary>
/// <remarks>
/// Neighbours: all rows of one person leave any non-empty subset of the two tables. Which conversions of a person count is decided by the secret order over the person's
/// conversions alone, so it stays the same when exposures leave. <see cref="Credit.SensitivityOf"/> proves the sensitivity: with M models and c conversions a person of at
/// most v units each, L1 = (M + 1)·c·v, L2² = (M + 1)·c²·v², L∞ = c·v. Conversions and every value are vectors of their own, each with an even share of ρ.
/// </remarks>
internal sealed class AttributionPlan : QueryPlan
{
    private const long MicrosecondsPerSecond = 1_000_000;

    private readonly Agreement _agreement;
    private readonly AttributionTerms _terms;
    private readonly AttributionQuery _query;
    private readonly VocabularyDomain _campaigns;
    private readonly ContributionBounds _bounds;
    private readonly CreditLayout _layout;
    private readonly CreditMeasure[] _measures;

    internal AttributionPlan(Agreement agreement, AttributionTerms terms, AttributionQuery query)
    {
        _agreement = agreement;
        _terms = terms;
        _query = query;
        _campaigns = agreement.FindColumn(terms.Campaign)?.Domain as VocabularyDomain
            ?? throw new UnreachableException("Campaigns have a public vocabulary; the agreement's rules check it.");
        _bounds = new ContributionBounds(maxGroups: 1, maxRowsPerGroup: terms.ConversionsPerPerson);
        _layout = new CreditLayout(query.Models.Count, _campaigns.Values.Count);
        long share = query.NanoRho / (1 + query.Values.Count);
        _measures =
        [
            new CreditMeasure(Release("conversions", Credit.UnitsPerConversion, Credit.UnitsPerConversion, share), Credit.UnitsPerConversion, null),
            .. query.Values.Select(value => OfValue(value, share)),
        ];
        Privacy = new PrivacyPlan([.. _measures.Select(measure => measure.Mechanism)]);
    }

    public override DatasetId Primary => _terms.ConvertedAt.Dataset;

    public override IReadOnlyList<DatasetId> Partners => [_terms.ExposedAt.Dataset];

    public override PrivacyPlan Privacy { get; }

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset)
    {
        string id = QueryPlanner.IdColumnOf(_agreement, dataset);
        return dataset == Primary
            ? [id, _terms.ConvertedAt.Column, .. _query.Values.Select(value => value.Column)]
            : [id, _terms.ExposedAt.Column, _terms.Campaign.Column];
    }

    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(grant);
        Conversions conversions = Conversions.Read(table.Primary, _terms.ConvertedAt, _query.Values, [.. _measures.Skip(1).Select(measure => measure.Range!.Value)]);
        int[] people = conversions.At.Present(table.PrimaryPeople);
        using SecretOrder order = grant.CreateSecretOrder();
        BoundedRows kept = _bounds.Apply(people, new int[people.Length], order);
        Touches touches = Touches.Read(table.SideOf(_terms.ExposedAt.Dataset), table.People.Count, _terms.ExposedAt, _terms.Campaign, _campaigns);
        CreditLedger ledger = new(_layout, _query.Models, _measures.Length, _terms.TouchpointsPerConversion);
        long[] units = new long[_measures.Length];
        foreach (int row in kept.Rows)
        {
            conversions.UnitsOf(row, units);
            long at = conversions.At[row];
            ledger.Add(touches.Between(people[row], at - (_query.WindowSeconds * MicrosecondsPerSecond), at), units);
        }

        return new BoundedCredit(ledger.Entries);
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        BoundedCredit credit = (BoundedCredit)table;
        PrivateRelease<ImmutableList<ImmutableArray<long>>> released = _measures[0].Mechanism.Release(grant, credit.EntriesOfMeasures[0]).Map(ImmutableList.Create);
        for (int measure = 1; measure < _measures.Length; measure++)
        {
            released = released.Combine(_measures[measure].Mechanism.Release(grant, credit.EntriesOfMeasures[measure]), (all, next) => all.Add(next));
        }

        return released.Map<Answer>(new CreditAnswer(_query, _campaigns, _layout, _measures).Write);
    }

    private CreditMeasure OfValue(ColumnReference value, long share)
    {
        RangeDomain domain = _agreement.FindColumn(value)?.Domain as RangeDomain
            ?? throw new UnreachableException("Values have a public range; the agreement's rules check it.");
        ValueRange range = new(domain.Minimum * Credit.UnitsPerValue, domain.Maximum * Credit.UnitsPerValue, new Rational(1, Credit.UnitsPerValue));
        return new CreditMeasure(Release(value.ToString(), Credit.UnitsPerValue, range.LargestMagnitude, share), Credit.UnitsPerValue, range);
    }

    /// <summary>The name states the unit: previews and results show the noise in it.</summary>
    private NoisyCounts Release(string measure, long unitsPerOne, long unitsPerConversion, long nanoRho)
    {
        Sensitivity sensitivity = Credit.SensitivityOf(checked(unitsPerConversion * _terms.ConversionsPerPerson), [.. _query.Models.Select(EntriesOf)]);
        return new NoisyCounts(
            $"{measure} in parts of 1/{unitsPerOne}, by model and campaign, and unattributed", _layout.Length, CountNoise.ForRho(sensitivity, Rho.FromNano(nanoRho)));
    }

    private long EntriesOf(AttributionModel model)
    {
        int touches = model is LastTouchModel or FirstTouchModel ? 1 : _terms.TouchpointsPerConversion;
        return Math.Min(_layout.Campaigns + 1, touches * _terms.ConversionsPerPerson);
    }
}
