using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>Takes rows out of the count that do not meet a condition. It looks at the row, or at its person's profile, alone.</summary>
internal static class RowFilter
{
    /// <summary>Sets the person of rows that do not count to nobody.</summary>
    internal static void Apply(Agreement agreement, JoinedTable table, RowCondition condition, int[] people)
    {
        switch (condition, agreement.FindColumn(condition.Column)?.Domain)
        {
            case (AnyOfCondition anyOf, VocabularyDomain vocabulary):
                using (GroupColumn column = GroupColumn.Read(table, anyOf.Column, vocabulary))
                {
                    Keep(people, column, [.. vocabulary.Values.Select(anyOf.Values.Contains)]);
                }

                break;
            case (BetweenCondition between, RangeDomain range):
                Keep(people, table.Primary.Read(between.Column.Column), range, between);
                break;
            default:
                throw new UnreachableException("Conditions fit their columns; the admission checks it.");
        }
    }

    private static void Keep(int[] people, GroupColumn column, bool[] isKept)
    {
        int[] codes = new int[people.Length];
        column.Read(0, codes);
        for (int row = 0; row < people.Length; row++)
        {
            if (codes[row] < 0 || !isKept[codes[row]])
            {
                people[row] = -1;
            }
        }
    }

    private static void Keep(int[] people, Column column, RangeDomain range, BetweenCondition between)
    {
        RowNumbers numbers = RowNumbers.Read(column);
        for (int row = 0; row < people.Length; row++)
        {
            double number = Math.Clamp(numbers[row], range.Minimum, range.Maximum);
            if (!(number >= between.Minimum && number <= between.Maximum))
            {
                people[row] = -1;
            }
        }
    }
}
