using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.Joining;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;

/// <summary>
/// Features from the partner's rows, one value a person: means of numbers, most frequent categories, shares of frequent
/// values, and the number of rows. Each depends on that person's rows alone and not on their order. A primary row's code is its
/// person, so all of them share the codes.
/// </summary>
internal sealed class PartnerProfile(JoinedTable table, TrainingPart training)
{
    private readonly PersonRows _people = new(table.Sides[1].People, table.People.Count);
    private readonly RowCodes _personOfRow = RowCodes.Over(table.PrimaryPeople, table.People.Count);

    internal Feature RowCount() => Feature.Numeric("partner.rows", _personOfRow, PersonMeans.Counts(_people));

    internal IEnumerable<Feature> Describe(ColumnTerms terms)
    {
        if (terms.Role == ColumnRole.Label)
        {
            return [Mean(terms, "rate", Labels.ReadNumbers(table.Sides[1].Table, terms.Name))];
        }

        Column column = table.Sides[1].Table.Read(terms.Name);
        return terms.Role switch
        {
            ColumnRole.Numeric => [Mean(terms, "mean", ColumnNumbers.Read(column))],
            ColumnRole.Timestamp => Moments(terms, column),
            ColumnRole.MultiValued => Tokens(terms, column),
            ColumnRole.Categorical => [Mode(terms, column)],
            _ => throw new UnreachableException($"A {terms.Role} column is no feature; the agreement's rules check it."),
        };
    }

    private IEnumerable<Feature> Moments(ColumnTerms terms, Column column) => column switch
    {
        TimestampColumn => [Mean(terms, "hour", ColumnNumbers.HourOfDay(CodedCells.Read(column)))],
        DateColumn => [Mean(terms, "weekday", ColumnNumbers.DayOfDate(CodedCells.Read(column)))],
        StringColumn => [Mode(terms, column)],
        _ => [Mean(terms, "mean", ColumnNumbers.Read(column))],
    };

    private IEnumerable<Feature> Tokens(ColumnTerms terms, Column column)
    {
        TokenTable tokens = TokenTable.Read(CategoryCodes.Read(column), training.PartnerRows, OwnColumns.FrequentTokens);
        yield return Mean(terms, "count", new CodedNumbers(tokens.Rows, tokens.Counts));
        for (int i = 0; i < tokens.FrequentTokens.Length; i++)
        {
            double[] shares = [.. tokens.FrequentTokens[i].Select(has => has < 0 ? double.NaN : has)];
            yield return Mean(terms, $"share{i}", new CodedNumbers(tokens.Rows, shares));
        }
    }

    private Feature Mean(ColumnTerms terms, string part, CodedNumbers numbers) =>
        Feature.Numeric(FeatureName.Of("partner", terms.Name, part), _personOfRow, PersonMeans.Of(_people, numbers));

    private Feature Mode(ColumnTerms terms, Column column)
    {
        CategoryCodes categories = CategoryCodes.Read(column);
        int[] modes = TrainedCodes.Renumber(PersonMode.Of(_people, categories), categories.Texts, training.People);
        return Feature.Categorical(FeatureName.Of("partner", terms.Name, "mode"), _personOfRow, modes);
    }
}
