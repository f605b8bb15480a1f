using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;
using EnclaveCleanRoom.EnclaveWorkload.Joining;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Coding;

/// <summary>
/// Features from the partner's rows, one value a person; missing for whom the partner does not have. Each depends on that person's rows alone, through public domains: nothing is
/// counted, numbered or chosen over people. A primary row's code is its person.
/// </summary>
internal sealed class PersonFeatures(JoinedTable table)
{
    private readonly PersonRows _people = new(table.Sides[1].People, table.People.Count);
    private readonly RowCodes _personOfRow = RowCodes.Over(table.PrimaryPeople, table.People.Count);

    internal ModelColumn Read(ModelFeature feature)
    {
        (double[] values, IReadOnlyList<string> texts) = Values(feature);
        return new ModelColumn(feature, _personOfRow, values, texts);
    }

    private (double[] Values, IReadOnlyList<string> Texts) Values(ModelFeature feature)
    {
        OpenedTable partner = table.Sides[1].Table;
        if (feature.Reading == FeatureReading.PersonRows)
        {
            double most = ((NumberDomain)feature.Domain).High;
            return ([.. PersonMeans.Counts(_people).Select(count => count == 0 ? double.NaN : Math.Min(count, most))], []);
        }

        ColumnTerms terms = partner.Terms.Columns.Single(column => column.Name == feature.Column.Column);
        if (terms.Role == ColumnRole.Label)
        {
            return Means(feature, Labels.ReadNumbers(partner, terms.Name));
        }

        Column column = partner.Read(terms.Name);
        return feature.Reading switch
        {
            FeatureReading.Hour => Means(feature, ColumnNumbers.HourOfDay(CodedCells.Read(column))),
            FeatureReading.Weekday => Means(feature, RowFeatures.Weekday(column)),
            FeatureReading.PersonMean => Means(feature, ColumnNumbers.Read(column)),
            FeatureReading.PersonCount => Counts(feature, CategoryCodes.Read(column)),
            FeatureReading.PersonMode when terms.Role == ColumnRole.MultiValued => TokenModes(feature, CategoryCodes.Read(column)),
            FeatureReading.PersonMode => Modes(feature, CategoryCodes.Read(column)),
            _ => throw new UnreachableException($"{feature.Reading} is read from the row itself."),
        };
    }

    /// <summary>Each number is clamped before the mean is taken; while bounds are open, the mean is afterwards.</summary>
    private (double[] Values, IReadOnlyList<string> Texts) Means(ModelFeature feature, CodedNumbers numbers) => (PersonMeans.Of(_people, DomainCodes.Clamp(feature.Domain, numbers)), []);

    private (double[] Values, IReadOnlyList<string> Texts) Counts(ModelFeature feature, CategoryCodes cells) => Means(feature, RowFeatures.CountsOf(cells, CellTokens.Of(cells)));

    private (double[] Values, IReadOnlyList<string> Texts) Modes(ModelFeature feature, CategoryCodes cells)
    {
        double[] codes = DomainCodes.Of(feature.Domain, cells.Texts);
        return ([.. PersonMode.Of(_people, cells).Select(mode => mode < 0 ? double.NaN : codes[mode])], cells.Texts);
    }

    private (double[] Values, IReadOnlyList<string> Texts) TokenModes(ModelFeature feature, CategoryCodes cells)
    {
        string?[] modes = PersonTokens.ModeOf(_people, cells, CellTokens.Of(cells));
        string[] texts = [.. modes.OfType<string>().Distinct(StringComparer.Ordinal)];
        double[] codes = DomainCodes.Of(feature.Domain, texts);
        Dictionary<string, double> codeOf = texts.Zip(codes).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        return ([.. modes.Select(mode => mode is null ? double.NaN : codeOf[mode])], texts);
    }
}
