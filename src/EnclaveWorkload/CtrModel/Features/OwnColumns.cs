using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>Features from the primary table's own columns, one value a row.</summary>
internal sealed class OwnColumns(JoinedTable table, TrainingPart training)
{
    /// <summary>So many of the most frequent values of a multi-valued column become features of their own.</summary>
    internal const int FrequentTokens = 8;

    internal IEnumerable<Feature> Describe(ColumnTerms terms)
    {
        if (terms.Role == ColumnRole.Label)
        {
            return [Number(terms, "", Labels.ReadNumbers(table.Primary, terms.Name))];
        }

        Column column = table.Primary.Read(terms.Name);
        return terms.Role switch
        {
            ColumnRole.Numeric => [Number(terms, "", ColumnNumbers.Read(column))],
            ColumnRole.Timestamp => Moments(terms, column),
            ColumnRole.MultiValued => Tokens(terms, column),
            ColumnRole.Categorical => [Category(terms, column)],
            _ => throw new UnreachableException($"A {terms.Role} column is no feature; the agreement's rules check it."),
        };
    }

    private IEnumerable<Feature> Moments(ColumnTerms terms, Column column)
    {
        switch (column)
        {
            case TimestampColumn:
                CodedCells moments = CodedCells.Read(column);
                return [Number(terms, "hour", ColumnNumbers.HourOfDay(moments)), Number(terms, "weekday", ColumnNumbers.DayOfMoment(moments))];
            case DateColumn:
                return [Number(terms, "weekday", ColumnNumbers.DayOfDate(CodedCells.Read(column)))];
            case StringColumn:
                return [Category(terms, column)];
            default:
                return [Number(terms, "", ColumnNumbers.Read(column))];
        }
    }

    private IEnumerable<Feature> Tokens(ColumnTerms terms, Column column)
    {
        TokenTable tokens = TokenTable.Read(CategoryCodes.Read(column), training.PrimaryRows, FrequentTokens);
        yield return Feature.Numeric(FeatureName.Of("own", terms.Name, "count"), tokens.Rows, tokens.Counts);
        yield return Feature.Categorical(FeatureName.Of("own", terms.Name, "first"), tokens.Rows, tokens.First);
        for (int i = 0; i < tokens.FrequentTokens.Length; i++)
        {
            yield return Feature.Categorical(FeatureName.Of("own", terms.Name, $"has{i}"), tokens.Rows, tokens.FrequentTokens[i]);
        }
    }

    private static Feature Number(ColumnTerms terms, string part, CodedNumbers numbers) =>
        Feature.Numeric(FeatureName.Of("own", terms.Name, part), numbers.Rows, numbers.OfCode);

    private Feature Category(ColumnTerms terms, Column column)
    {
        CategoryCodes categories = CategoryCodes.Read(column);
        int[] numbers = TrainedCodes.Number(categories.Rows.Tally(training.PrimaryRows), categories.Texts);
        return Feature.Categorical(FeatureName.Of("own", terms.Name, ""), categories.Rows, numbers);
    }
}
