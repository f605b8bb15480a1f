using System.Globalization;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether synthetic rows are those that were asked for: so many, of these columns and values, none of them impossible, and within the thresholds of the safety check.</summary>
internal static class SyntheticFit
{
    internal static bool Fits(Agreement agreement, SyntheticTerms terms, SyntheticQuery query, SyntheticAnswer answer)
    {
        if (answer.IntervalsCoverBounding
            || answer.Dependences != query.Dependences
            || answer.Rows != query.Rows
            || answer.Columns.Count != query.Columns.Count
            || !answer.Columns.Select(column => column.Column).SequenceEqual(query.Columns)
            || answer.Measurements.Any(measurement => measurement.Columns.Count is < 1 or > 2 || !measurement.Columns.All(query.Columns.Contains) || measurement.Cells < 1 || !(measurement.Deviation > 0))
            || !SyntheticFiguresFit.IsSafe(terms, answer.Safety)
            || !SyntheticFiguresFit.AreDistances(answer.Fidelity)
            || !SyntheticUtilityFit.Fits(query, answer.Utility))
        {
            return false;
        }

        Dictionary<ColumnReference, (IReadOnlyList<string> Values, ushort[] Codes)> columns = [];
        foreach (SyntheticValues column in answer.Columns)
        {
            SyntheticColumn? wanted = terms.Columns.FirstOrDefault(known => known.Column == column.Column);
            if (wanted is null || !AreValues(agreement, wanted, column.Values) || !SyntheticCodes.TryRead(column, answer.Rows, out ushort[]? codes))
            {
                return false;
            }

            columns[column.Column] = (column.Values, codes);
        }

        return terms.Impossible.All(pair => !Occurs(columns, pair));
    }

    // Values that were chosen are not known beforehand, but how many there may be and of what kind.
    private static bool AreValues(Agreement agreement, SyntheticColumn column, IReadOnlyList<string> values)
    {
        if (column.Chosen == 0)
        {
            return values.SequenceEqual(column.ValuesIn(agreement));
        }

        if (agreement.FindColumn(column.Column)?.Role == ColumnRole.MultiValued)
        {
            return values.Count >= 1 && AgreementRules.AreDistinct(values) && SyntheticLists.ItemsOf(values).Count <= column.Chosen;
        }

        bool isWithin = values.Count >= 1 && values.Count <= column.Chosen + 1 && AgreementRules.AreDistinct(values) && values[^1].Length == 0;
        return isWithin && (agreement.FindColumn(column.Column)?.Domain is not RangeDomain range || AreMiddles(range, [.. values.SkipLast(1)]));
    }

    private static bool AreMiddles(RangeDomain range, string[] values)
    {
        long before = long.MinValue;
        foreach ((int place, string value) in values.Index())
        {
            if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long middle) || middle < range.Minimum || middle > range.Maximum || (place > 0 && middle <= before))
            {
                return false;
            }

            before = middle;
        }

        return values.Length > 0;
    }

    private static bool Occurs(Dictionary<ColumnReference, (IReadOnlyList<string> Values, ushort[] Codes)> columns, ImpossiblePair pair)
    {
        if (!columns.TryGetValue(pair.First, out (IReadOnlyList<string> Values, ushort[] Codes) first) || !columns.TryGetValue(pair.Second, out (IReadOnlyList<string> Values, ushort[] Codes) second))
        {
            return false;
        }

        (int firstCode, int secondCode) = (first.Values.ToList().IndexOf(pair.FirstValue), second.Values.ToList().IndexOf(pair.SecondValue));
        for (int row = 0; row < first.Codes.Length; row++)
        {
            if (first.Codes[row] == firstCode && second.Codes[row] == secondCode)
            {
                return true;
            }
        }

        return false;
    }
}
