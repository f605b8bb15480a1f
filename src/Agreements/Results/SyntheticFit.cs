using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether synthetic rows are those that were asked for: so many, of these columns and values, none of them impossible, and within the threshold of the check for copies.</summary>
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
            || !IsSafe(terms, answer.Safety))
        {
            return false;
        }

        Dictionary<ColumnReference, (IReadOnlyList<string> Values, ushort[] Codes)> columns = [];
        foreach (SyntheticValues column in answer.Columns)
        {
            IReadOnlyList<string> wanted = terms.Columns.FirstOrDefault(known => known.Column == column.Column)?.ValuesIn(agreement) ?? [];
            if (!column.Values.SequenceEqual(wanted) || !SyntheticCodes.TryRead(column, answer.Rows, out ushort[]? codes))
            {
                return false;
            }

            columns[column.Column] = (wanted, codes);
        }

        return terms.Impossible.All(pair => !Occurs(columns, pair));
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

    private static bool IsSafe(SyntheticTerms terms, SyntheticSafety safety) =>
        new[] { safety.ExactShare, safety.ExactShareExpected, safety.NearShare, safety.NearShareExpected }.All(share => share is >= 0 and <= 1)
        && safety.MembershipAdvantage >= safety.ExactShare - safety.ExactShareExpected
        && safety.MembershipAdvantage >= safety.NearShare - safety.NearShareExpected
        && safety.MembershipAdvantage >= 0
        && safety.MembershipAdvantage <= terms.MaximumAdvantagePermille / 1000.0;
}
