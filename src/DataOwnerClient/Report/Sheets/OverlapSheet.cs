using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>What an overlap says beyond two plain tables, as tables: its split, and the sets and pairs of three or four.</summary>
internal static class OverlapSheet
{
    /// <summary>The sheet, or <see langword="null"/> when the plain figures say all.</summary>
    internal static Sheet? Of(OverlapQuery query, OverlapAnswer answer) => answer.Segments.Count == 0 && answer.Regions.Count == 0 ? null : new()
    {
        Title = "Overlap in detail",
        Lead = $"People of {string.Join(", ", answer.Tables.Select(table => table.Dataset))}, each counted once.",
        Tables =
        [
            .. answer.Segments.Count == 0 ? (SheetTable[])[] : [Segments(query, answer)],
            .. answer.Regions.Count == 0 ? (SheetTable[])[] : [Tables(answer), Pairs(answer), Regions(answer)],
        ],
        Notes = answer.Segments.Count == 0 ? [] : ["A person with several values counts with the most frequent one; a match is a person who is in all tables."],
    };

    private static SheetTable Segments(OverlapQuery query, OverlapAnswer answer) => new()
    {
        Caption = $"Match rate by {string.Join(" and ", query.Keys)}",
        RowHeading = string.Join(" and ", query.Keys),
        Columns = [new("People", FigureUnit.Count), new("Matched", FigureUnit.Count), new("Match rate", FigureUnit.Share)],
        Rows = [.. answer.Segments.Select(segment => new SheetRow(
            SheetOf.Label(segment.Values), [SheetOf.Figure(segment.People), SheetOf.Figure(segment.Overlap), SheetOf.Figure(segment.MatchRate)]))],
        Plotted = [2],
    };

    private static SheetTable Tables(OverlapAnswer answer) => new()
    {
        Caption = "Tables",
        RowHeading = "Table",
        Columns = [new("People", FigureUnit.Count), new("In all tables", FigureUnit.Count), new("Match rate", FigureUnit.Share)],
        Rows = [.. answer.Tables.Select(table => new SheetRow(
            table.Dataset.ToString(), [SheetOf.Figure(table.People), SheetOf.Figure(answer.Overlap), SheetOf.Figure(table.MatchRate)]))],
        Plotted = [],
    };

    private static SheetTable Pairs(OverlapAnswer answer) => new()
    {
        Caption = "Pairs of tables",
        RowHeading = "In both",
        Columns = [new("People", FigureUnit.Count), new("Of the first", FigureUnit.Share), new("Of the second", FigureUnit.Share)],
        Rows = [.. answer.Pairs.Select(pair => new SheetRow(
            $"{pair.First} & {pair.Second}", [SheetOf.Figure(pair.People), SheetOf.Figure(pair.FirstMatchRate), SheetOf.Figure(pair.SecondMatchRate)]))],
        Plotted = [],
    };

    private static SheetTable Regions(OverlapAnswer answer) => new()
    {
        Caption = "People in exactly these tables and no other",
        RowHeading = "Tables",
        Columns = [new("People", FigureUnit.Count)],
        Rows = [.. answer.Regions.Select(region => new SheetRow(string.Join(" & ", region.Datasets), [SheetOf.Figure(region.People)]))],
        Plotted = [0],
    };
}
