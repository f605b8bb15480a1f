using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveWorkload.Joining;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>
/// Features from the partner's rows, one value a person: means of numbers, most frequent categories, shares of frequent
/// values, and the number of rows. Each depends on that person's rows alone and not on their order.
/// </summary>
internal sealed class PartnerProfile(JoinedTable table, TrainingPart training)
{
    internal NumericFeature RowCount() =>
        new("partner.rows", PersonMeans.Counts(table.PartnerPeople, table.People.Count), PersonOf);

    internal IEnumerable<IFeature> Describe(ColumnTerms terms)
    {
        Column column = table.Partner.Table[terms.Name];
        return terms.Role switch
        {
            ColumnRole.Numeric => [Mean(terms, "mean", ColumnNumbers.Read(column))],
            ColumnRole.Label => [Mean(terms, "rate", [.. Labels.Read(table.Partner, terms.Name).Select(label => label ? 1.0 : 0.0)])],
            ColumnRole.Timestamp => Moments(terms, column),
            ColumnRole.MultiValued => Tokens(terms, column),
            ColumnRole.Categorical => [Mode(terms, "mode", CategoryCodes.Read(column))],
            _ => throw new UnreachableException($"A {terms.Role} column is no feature; the agreement's rules check it."),
        };
    }

    private IEnumerable<IFeature> Moments(ColumnTerms terms, Column column) => column switch
    {
        TimestampColumn moments => [Mean(terms, "hour", ColumnNumbers.HourOfDay(moments))],
        DateColumn days => [Mean(terms, "weekday", ColumnNumbers.DayOfWeek(days))],
        StringColumn => [Mode(terms, "mode", CategoryCodes.Read(column))],
        _ => [Mean(terms, "mean", ColumnNumbers.Read(column))],
    };

    private IEnumerable<IFeature> Tokens(ColumnTerms terms, Column column)
    {
        CategoryCodes cells = CategoryCodes.Read(column);
        TokenTable tokens = TokenTable.Read(cells, training.PartnerRows, OwnColumns.FrequentTokens);
        yield return Mean(terms, "count", tokens.Counts);
        for (int i = 0; i < tokens.FrequentTokens.Length; i++)
        {
            yield return Mean(terms, $"share{i}", [.. tokens.FrequentTokens[i].Select(has => has < 0 ? double.NaN : has)]);
        }
    }

    private NumericFeature Mean(ColumnTerms terms, string part, double[] values) => new(
        FeatureName.Of("partner", terms.Name, part),
        PersonMeans.Of(table.PartnerPeople, values, table.People.Count),
        PersonOf);

    private CategoricalFeature Mode(ColumnTerms terms, string part, CategoryCodes categories) => new(
        FeatureName.Of("partner", terms.Name, part),
        TrainedCodes.Renumber(
            PersonMode.Of(table.PartnerPeople, categories, table.People.Count),
            categories.Texts,
            training.People),
        PersonOf);

    private int PersonOf(int primaryRow) => table.PrimaryPeople[primaryRow];
}
