using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Admission;

/// <summary>Whether a question about segments is within its terms.</summary>
internal static class SegmentsAdmission
{
    /// <summary>The most conditions on rows, on figures, and figures that order.</summary>
    internal const int MostConditions = 16;

    internal static void Check(Agreement agreement, SegmentsTerms terms, SegmentsQuery query, Findings findings)
    {
        CheckKeys(agreement, terms, query, findings);
        CheckMeasures(terms, query, findings);
        foreach (RowCondition condition in query.Where)
        {
            CheckCondition(agreement, terms, condition, findings);
        }

        findings.Within("where", query.Where.Count, 0, MostConditions);
        findings.Within("having", query.Having.Count, 0, MostConditions);
        findings.Within("orderBy", query.OrderBy.Count, 0, MostConditions);
        foreach (MeasureName figure in query.Having.Select(condition => condition.Figure).Concat(query.OrderBy.Select(order => order.Figure)))
        {
            if (query.FindMeasure(figure) is null)
            {
                findings.Outside("having, orderBy", $"{figure}", "figures of the question");
            }
        }

        findings.Within("limit", query.Limit, 1, SegmentsQuery.MostShown);
    }

    private static void CheckKeys(Agreement agreement, SegmentsTerms terms, SegmentsQuery query, Findings findings)
    {
        findings.Within("keys", query.Keys.Count, 0, SegmentsTerms.MostKeys);
        if (query.Keys.Distinct().Count() != query.Keys.Count)
        {
            findings.Outside("keys", "a column twice", "different columns");
        }

        foreach (ColumnReference key in query.Keys.Where(key => !terms.Keys.Contains(key)))
        {
            findings.Outside("keys", key.ToString(), "one of " + string.Join(", ", terms.Keys));
        }

        // Public groups are all noised, so there must be room for all of them.
        Int128 publicGroups = 1;
        foreach (ColumnReference key in query.Keys.Take(SegmentsTerms.MostKeys))
        {
            publicGroups *= agreement.FindColumn(key)?.Domain is VocabularyDomain vocabulary ? vocabulary.Values.Count : 1;
        }

        findings.Within("keys: combinations of public values", (long)Int128.Min(publicGroups, long.MaxValue), 1, terms.MaximumGroups);
        bool isDiscovered = query.Keys.Any(key => agreement.FindColumn(key)?.Domain is not VocabularyDomain);
        findings.Within(
            "attoDelta",
            query.AttoDelta,
            isDiscovered ? (long)QueryAdmission.MinimumSelectionAttoDelta * terms.GroupsPerPerson : 0,
            isDiscovered ? terms.MaximumAttoDelta : 0);
        if (isDiscovered)
        {
            findings.Within("nanoRho of a private selection", query.NanoRho, (long)QueryAdmission.MinimumSelectionNanoRho * terms.GroupsPerPerson, terms.MaximumNanoRho);
        }
    }

    private static void CheckMeasures(SegmentsTerms terms, SegmentsQuery query, Findings findings)
    {
        findings.Within("measures", query.Measures.Count, 1, SegmentsQuery.MostMeasures);
        if (query.Measures.DistinctBy(measure => measure.Name).Count() != query.Measures.Count)
        {
            findings.Outside("measures", "a name twice", "different names");
        }

        foreach (Measure measure in query.Measures)
        {
            switch (measure)
            {
                case OutcomeMeasure outcome when !terms.Outcomes.Contains(outcome.Column):
                    findings.Outside("measures: outcome", $"{outcome.Column}", Listed(terms.Outcomes));
                    break;
                case AmountMeasure amount when terms.FindAmount(amount.Column) is null:
                    findings.Outside("measures: amount", $"{amount.Column}", Listed([.. terms.Amounts.Select(known => known.Column)]));
                    break;
                case RatioMeasure ratio:
                    CheckParts(query, ratio.Of, ratio.Per, part => part is not RatioMeasure, "two figures of the question that are no ratios", findings);
                    break;
                case IncrementMeasure increment:
                    CheckParts(query, increment.Of, increment.Per, part => part is RowsMeasure or PeopleMeasure or OutcomeMeasure, "two counts of the question", findings);
                    findings.Within("measures: baselinePerMillion", increment.BaselinePerMillion, 0, 1_000_000);
                    break;
                default:
                    break;
            }
        }
    }

    private static void CheckParts(SegmentsQuery query, MeasureName of, MeasureName per, Predicate<Measure> fits, string wanted, Findings findings)
    {
        bool isKnown = query.FindMeasure(of) is { } above && query.FindMeasure(per) is { } below && fits(above) && fits(below);
        if (!isKnown || of == per)
        {
            findings.Outside("measures: of, per", $"{of}, {per}", wanted);
        }
    }

    private static void CheckCondition(Agreement agreement, SegmentsTerms terms, RowCondition condition, Findings findings)
    {
        if (!terms.Filters.Contains(condition.Column))
        {
            findings.Outside("where", $"{condition.Column}", Listed(terms.Filters));
            return;
        }

        switch (condition, agreement.FindColumn(condition.Column)?.Domain)
        {
            case (AnyOfCondition anyOf, VocabularyDomain vocabulary):
                if (anyOf.Values.Count == 0 || anyOf.Values.Distinct().Count() != anyOf.Values.Count || !anyOf.Values.All(vocabulary.Values.Contains))
                {
                    findings.Outside($"where: {condition.Column}", string.Join(", ", anyOf.Values.Take(10)), "different values of its public vocabulary");
                }

                break;
            case (BetweenCondition between, RangeDomain range):
                findings.Within($"where: {condition.Column}, minimum", between.Minimum, range.Minimum, range.Maximum);
                findings.Within($"where: {condition.Column}, maximum", between.Maximum, between.Minimum, range.Maximum);
                break;
            default:
                findings.Outside("where", $"{condition.Column}", "anyOf where the vocabulary is public, between where bounds are");
                break;
        }
    }

    private static string Listed(IReadOnlyList<ColumnReference> columns) => columns.Count == 0 ? "none" : "one of " + string.Join(", ", columns);
}
