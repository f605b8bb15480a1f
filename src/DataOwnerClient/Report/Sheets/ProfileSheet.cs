using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>An audience's profile as tables.</summary>
internal static class ProfileSheet
{
    internal static Sheet Of(ProfileQuery query, ProfileAnswer answer) => new()
    {
        Title = "Audience profile",
        Lead = $"The segment ({Describe(query.Segment)}) against its base.",
        Tables = [Sizes(answer), .. answer.Columns.SelectMany(column => new[] { Shares(column), Indices(column) })],
        Notes =
        [
            .. AnswerSense.IsInformative(answer) ? (string[])[] : [AnswerSense.NoSegment],
            "An index of 100 is as in the base, 200 twice as many; it says something where its interval leaves 100 out. It is absent where the noise may be all of a cell.",
        ],
    };

    private static string Describe(ProfileSegment segment) => segment switch
    {
        OutcomeSegment outcome => $"people with {outcome.Label}",
        ValueSegment value => $"{value.Filter.Column} = {string.Join(" or ", value.Filter.Values)}",
        _ => "people of the partner's table",
    };

    private static SheetTable Sizes(ProfileAnswer answer) => new()
    {
        Caption = "Sizes",
        RowHeading = "",
        Columns = [new("Segment", FigureUnit.Count), new("Base", FigureUnit.Count), new("Segment's share", FigureUnit.Share)],
        Rows = [new("people", [SheetOf.Figure(answer.SegmentPeople), SheetOf.Figure(answer.BasePeople), SheetOf.Figure(answer.SegmentShare)])],
        Plotted = [],
    };

    private static SheetTable Shares(ProfileFigures column) => new()
    {
        Caption = $"Shares by {column.Column}",
        RowHeading = column.Column.ToString(),
        Columns =
        [
            new("In segment", FigureUnit.Count), new("In base", FigureUnit.Count), new("Share of segment", FigureUnit.Share), new("Share of base", FigureUnit.Share),
        ],
        Rows = [.. column.Cells.Select(cell => new SheetRow(
            SheetOf.Label(cell.Values),
            [SheetOf.Figure(cell.InSegment), SheetOf.Figure(cell.InBase), SheetOf.Figure(cell.SegmentShare), SheetOf.Figure(cell.BaseShare)]))],
        Plotted = [2, 3],
    };

    private static SheetTable Indices(ProfileFigures column) => new()
    {
        Caption = $"Index by {column.Column}",
        RowHeading = column.Column.ToString(),
        Columns = [new("Index", FigureUnit.Number)],
        Rows = [.. column.Cells.Select(cell => new SheetRow(SheetOf.Label(cell.Values), [SheetOf.Only(cell.Index)]))],
        Plotted = [0],
    };
}
