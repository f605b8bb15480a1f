using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>Features from the primary table's own columns, one value a row.</summary>
internal sealed class OwnColumns(JoinedTable table, TrainingPart training)
{
    /// <summary>So many of the most frequent values of a multi-valued column become features of their own.</summary>
    internal const int FrequentTokens = 8;

    internal IEnumerable<IFeature> Describe(ColumnTerms terms)
    {
        Column column = table.Primary.Table[terms.Name];
        return terms.Role switch
        {
            ColumnRole.Numeric => [Number(terms, "", ColumnNumbers.Read(column))],
            ColumnRole.Label => [Number(terms, "", [.. Labels.Read(table.Primary, terms.Name).Select(label => label ? 1.0 : 0.0)])],
            ColumnRole.Timestamp => Moments(terms, column),
            ColumnRole.MultiValued => Tokens(terms, column),
            ColumnRole.Categorical => [Category(terms, "", CategoryCodes.Read(column))],
            _ => throw new UnreachableException($"A {terms.Role} column is no feature; the agreement's rules check it."),
        };
    }

    private IEnumerable<IFeature> Moments(ColumnTerms terms, Column column) => column switch
    {
        TimestampColumn moments => [Number(terms, "hour", ColumnNumbers.HourOfDay(moments)), Number(terms, "weekday", ColumnNumbers.DayOfWeek(moments))],
        DateColumn days => [Number(terms, "weekday", ColumnNumbers.DayOfWeek(days))],
        StringColumn => [Category(terms, "", CategoryCodes.Read(column))],
        _ => [Number(terms, "", ColumnNumbers.Read(column))],
    };

    private IEnumerable<IFeature> Tokens(ColumnTerms terms, Column column)
    {
        TokenTable tokens = TokenTable.Read(CategoryCodes.Read(column), training.PrimaryRows, FrequentTokens);
        yield return Number(terms, "count", tokens.Counts);
        yield return Category(terms, "first", tokens.First);
        for (int i = 0; i < tokens.FrequentTokens.Length; i++)
        {
            yield return new CategoricalFeature(FeatureName.Of("own", terms.Name, $"has{i}"), tokens.FrequentTokens[i], row => row);
        }
    }

    private static NumericFeature Number(ColumnTerms terms, string part, double[] values) =>
        new(FeatureName.Of("own", terms.Name, part), values, row => row);

    private CategoricalFeature Category(ColumnTerms terms, string part, CategoryCodes categories) => new(
        FeatureName.Of("own", terms.Name, part),
        TrainedCodes.Renumber(categories.Codes, categories.Texts, training.PrimaryRows),
        row => row);
}
