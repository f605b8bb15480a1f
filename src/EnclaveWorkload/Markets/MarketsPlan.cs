using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Markets;

/// <summary>
/// Outcomes by market and period, noised together; what the treatment changed, with weights, placebos and intervals, follows from the noised matrix by post-processing.
/// </summary>
/// <remarks>
/// Sensitivity: a joined row's person is in both tables, so whoever leaves any non-empty subset of them takes all joined rows along, and changes nobody else's market. A person has one market
/// and, after the join, rows in at most L0 periods, at most Linf in each: of the matrix's entries at most L0 change, each by at most Linf rows, or Linf times the largest value:
/// L1 = L0·Linf·v, L2² = L0·(Linf·v)².
/// </remarks>
internal sealed class MarketsPlan : QueryPlan
{
    private const long MicrosecondsPerSecond = 1_000_000;
    private const long UnitsPerValue = 100;

    private readonly Agreement _agreement;
    private readonly MarketsTerms _terms;
    private readonly MarketsQuery _query;
    private readonly VocabularyDomain _markets;
    private readonly ContributionBounds _bounds;
    private readonly ValueRange? _range;
    private readonly NoisyCounts _totals;

    internal MarketsPlan(Agreement agreement, MarketsTerms terms, MarketsQuery query)
    {
        _agreement = agreement;
        _terms = terms;
        _query = query;
        _markets = agreement.FindColumn(terms.Market)?.Domain as VocabularyDomain
            ?? throw new UnreachableException("Markets have a public vocabulary; the agreement's rules check it.");
        _bounds = new ContributionBounds(Math.Min(terms.PeriodsPerPerson, query.Periods), terms.RowsPerPersonAndPeriod);
        _range = query.Values.Count == 0 ? null : RangeOf(query.Values[0]);
        Sensitivity sensitivity = _range is { } range ? _bounds.OfSumsPerGroup(range) : _bounds.OfRowsPerGroup();
        string measured = query.Values.Count == 0 ? "rows" : $"{query.Values[0]} in parts of 1/{UnitsPerValue}";
        _totals = new NoisyCounts(
            $"{measured} by market and period", (_markets.Values.Count + 1) * query.Periods, CountNoise.ForRho(sensitivity, Rho.FromNano(query.NanoRho)));
        Privacy = new PrivacyPlan(_totals);
    }

    public override DatasetId Primary => _terms.OccurredAt.Dataset;

    public override IReadOnlyList<DatasetId> Partners => [_terms.Market.Dataset];

    public override PrivacyPlan Privacy { get; }

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset)
    {
        string id = QueryPlanner.IdColumnOf(_agreement, dataset);
        return dataset == Primary ? [id, _terms.OccurredAt.Column, .. _query.Values.Select(value => value.Column)] : [id, _terms.Market.Column];
    }

    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(grant);
        int[] rows = table.JoinedRows();
        int[] people = [.. rows.Select(row => table.PrimaryPeople[row])];
        int[] periods = PeriodsOf(Instants.Read(table.Primary.Read(_terms.OccurredAt.Column)), rows);
        int[] markets = MarketsOf(table);
        Func<int, long> unitsOf = UnitsOf(table);
        using SecretOrder order = grant.CreateSecretOrder();
        long[] totals = new long[_totals.Length];
        foreach (int i in _bounds.Apply(people, periods, order).Rows)
        {
            totals[(markets[people[i]] * _query.Periods) + periods[i]] += unitsOf(rows[i]);
        }

        return new MarketMatrix(totals);
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken) =>
        _totals.Release(grant, ((MarketMatrix)table).Totals).Map<Answer>(new MarketFigures(_query, _markets.Values, _totals.Noise, _range is null ? 1 : UnitsPerValue).Write);

    private ValueRange RangeOf(ColumnReference value)
    {
        RangeDomain domain = _agreement.FindColumn(value)?.Domain as RangeDomain ?? throw new UnreachableException("Values have a public range; the agreement's rules check it.");
        return new ValueRange(domain.Minimum * UnitsPerValue, domain.Maximum * UnitsPerValue, new Rational(1, UnitsPerValue));
    }

    /// <summary>The period of each joined row, -1 outside all of them.</summary>
    private int[] PeriodsOf(Instants moments, int[] rows)
    {
        long start = _query.Start.ToUnixTimeSeconds() * MicrosecondsPerSecond;
        long length = _query.PeriodSeconds * MicrosecondsPerSecond;
        int[] periods = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            bool isInside = moments.IsPresent(rows[i]) && moments[rows[i]] >= start && (moments[rows[i]] - start) / length < _query.Periods;
            periods[i] = isInside ? (int)((moments[rows[i]] - start) / length) : -1;
        }

        return periods;
    }

    /// <summary>The market of each person, as its place in the vocabulary; the number of markets for all others.</summary>
    private int[] MarketsOf(JoinedTable table)
    {
        JoinedSide profile = table.SideOf(_terms.Market.Dataset);
        CategoryCodes categories = CategoryCodes.Read(profile.Table.Read(_terms.Market.Column));
        Dictionary<string, int> known = _markets.Values.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal);
        int[] places = [.. categories.Texts.Select(text => known.GetValueOrDefault(text, _markets.Values.Count))];
        return [.. PersonMode.Of(new PersonRows(profile.People, table.People.Count), categories).Select(mode => mode < 0 ? _markets.Values.Count : places[mode])];
    }

    /// <summary>What a row adds: one, or its value clamped to the public range, nothing where it is absent.</summary>
    private Func<int, long> UnitsOf(JoinedTable table)
    {
        if (_range is not { } range)
        {
            return _ => 1;
        }

        CodedNumbers numbers = ColumnNumbers.Read(table.Primary.Read(_query.Values[0].Column));
        long[] unitsOfCode = [.. numbers.OfCode.Select(number => double.IsNaN(number) ? 0 : range.Clamp(number))];
        return row => unitsOfCode[numbers.Rows[row]];
    }
}
