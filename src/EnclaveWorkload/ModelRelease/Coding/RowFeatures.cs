using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Coding;

/// <summary>Features from the rows' own columns, one value a row.</summary>
internal static class RowFeatures
{
    internal static ModelColumn Read(OpenedTable table, ModelFeature feature)
    {
        ColumnTerms terms = table.Terms.Columns.Single(column => column.Name == feature.Column.Column);
        if (terms.Role == ColumnRole.Label)
        {
            return Number(feature, Labels.ReadNumbers(table, terms.Name));
        }

        Column column = table.Read(terms.Name);
        return feature.Reading switch
        {
            FeatureReading.Hour => Number(feature, ColumnNumbers.HourOfDay(CodedCells.Read(column))),
            FeatureReading.Weekday => Number(feature, Weekday(column)),
            FeatureReading.Count => Count(feature, CategoryCodes.Read(column)),
            FeatureReading.First => First(feature, CategoryCodes.Read(column)),
            FeatureReading.Value when feature.Domain is NumberDomain or OpenNumberDomain => Number(feature, ColumnNumbers.Read(column)),
            FeatureReading.Value => Category(feature, CategoryCodes.Read(column)),
            _ => throw new UnreachableException($"{feature.Reading} is read from the partner's rows."),
        };
    }

    /// <summary>The weekday of moments or dates.</summary>
    internal static CodedNumbers Weekday(Column column) =>
        column is DateColumn ? ColumnNumbers.DayOfDate(CodedCells.Read(column)) : ColumnNumbers.DayOfMoment(CodedCells.Read(column));

    /// <summary>How many values each distinct cell holds; NaN where it is absent.</summary>
    internal static CodedNumbers CountsOf(CategoryCodes cells, string[][] tokens) => new(cells.Rows, [.. tokens.Select(each => (double)each.Length), double.NaN]);

    private static ModelColumn Number(ModelFeature feature, CodedNumbers numbers)
    {
        CodedNumbers clamped = DomainCodes.Clamp(feature.Domain, numbers);
        return new ModelColumn(feature, clamped.Rows, clamped.OfCode, []);
    }

    private static ModelColumn Category(ModelFeature feature, CategoryCodes cells) =>
        new(feature, cells.Rows, DomainCodes.WithAbsent(feature.Domain, cells.Texts), cells.Texts);

    private static ModelColumn Count(ModelFeature feature, CategoryCodes cells) => Number(feature, CountsOf(cells, CellTokens.Of(cells)));

    private static ModelColumn First(ModelFeature feature, CategoryCodes cells)
    {
        string[][] tokens = CellTokens.Of(cells);
        string[] firsts = [.. tokens.Select(each => each.Length > 0 ? each[0] : "")];
        double[] codes = DomainCodes.Of(feature.Domain, firsts);
        return new ModelColumn(feature, cells.Rows, [.. codes.Select((code, cell) => tokens[cell].Length > 0 ? code : double.NaN), double.NaN], firsts);
    }
}
